// What an integrator sees: every event of the elements, in order.
window.told = [];
window.wrong = [];
addEventListener("error", ({ message }) => window.wrong.push(message));
addEventListener("unhandledrejection", ({ reason }) => window.wrong.push(String(reason)));
addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
  if (effectiveDirective !== "img-src") window.wrong.push(effectiveDirective); // the browser's own icon
});
for (const name of ["ready", "shown", "acknowledged", "consented", "approved", "withdrawn", "closed", "mismatch", "error", "choice"]) {
  document.addEventListener(`kvkk:${name}`, ({ target, detail }) =>
    window.told.push([target.localName, name, detail?.code ?? detail?.layer ?? detail?.receipt?.layer ?? detail?.choice ?? null, detail?.reason ?? null]),
  );
}
