// What an integrator sees: every event of the elements, in order.
window.told = [];
for (const name of ["ready", "shown", "acknowledged", "consented", "approved", "withdrawn", "closed", "mismatch", "error"]) {
  document.addEventListener(`kvkk:${name}`, ({ target, detail }) =>
    window.told.push([target.localName, name, detail?.code ?? detail?.layer ?? detail?.receipt?.layer ?? null, detail?.reason ?? null]),
  );
}
