// The day of the demonstration, where no driver can set the clock of the browser.
const Real = Date;
const ahead = Real.parse("2026-08-05T09:30:00Z") - Real.now();
window.Date = class extends Real {
  constructor(...given) {
    super(...(given.length ? given : [Real.now() + ahead]));
  }
  static now() {
    return Real.now() + ahead;
  }
};
