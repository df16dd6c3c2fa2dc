// Goes on with a changes.json that was saved: each change is made once more, in its order, where
// the same still stands. What does not fit is told with what was typed, so that nothing is lost.
(() => {
  const alone = globalThis.noticesAlone;
  const { format, document: own, sheets, wordings, listed, formAt, page } = alone.given;
  const words = page.words;
  let left = [];

  const at = (held, place) => (Object.hasOwn(held, place) ? held[place] : undefined);
  const row = (place) => Object.values(listed).flatMap(({ rows }) => rows).find((one) => one.place === place);
  // What stands at the place of a change now: what it is called, and its digest.
  function standing({ act, place }) {
    if (act === "add") return at(formAt, place) === undefined ? undefined : { name: words.new_entry, digest: "" };
    if (act === "remove") return row(place) && { ...row(place), name: row(place).label };
    if (act === "reword" || act === "unword") return at(wordings, place);
    const sheet = at(sheets, place);
    return sheet && { name: sheet.names[page.language], digest: sheet.digest };
  }
  // Why a change cannot be made once more; empty where it was.
  async function made(change) {
    const there = standing(change);
    if (!there) return words.not_here;
    if (there.digest !== (change.digest ?? "")) return words.opened_stale;
    const { problems = [] } = await alone.write(change);
    return problems.map(([, text]) => text).join(" ");
  }
  const typed = ({ id = "", reason = "", values = {}, texts = {} }) =>
    [id, reason, ...Object.values(values), ...Object.values(texts)].flat().filter(Boolean).join("\n");

  async function resumed(file, { refused, keep, changes, status }) {
    let given;
    try {
      given = JSON.parse(await file.text());
    } catch {
      given = {};
    }
    if (given?.format !== format || !Array.isArray(given.changes)) return refused([["", words.opened_no]]);
    if (given.document !== own) return refused([["", `${words.opened_elsewhere} ${given.document}`]]);
    left = [];
    for (const change of given.changes.map(Object)) { // whatever is no change becomes one of nothing
      const why = await made(change).catch(() => words.opened_broken);
      if (why) left.push([standing(change)?.name ?? change.place ?? "…", why, typed(change)]);
    }
    alone.isSaved();
    keep("who", given.who?.name ?? "");
    keep("role", given.who?.role ?? "");
    await changes();
    status(`${words.opened} ${given.changes.length - left.length}`);
  }

  // What is shown above the changes, and below them: a file can be opened while there are none.
  alone.resuming = (panel) => {
    const { el, part, list, made: some } = panel;
    const told = left.length ? el("section", { className: "preview-inset" }, el("p", { className: "preview-mistake" }, words.opened_left),
      list(left.map(([name, why, text]) => el("div", {}, el("b", {}, `${name}: `), why, text && el("pre", { tabIndex: 0 }, text))))) : "";
    if (some) return [told, ""];
    const input = el("input", { type: "file", id: "preview-of-file", accept: ".json,application/json" });
    input.addEventListener("change", () => {
      const [file] = input.files;
      input.value = ""; // the same one can be chosen again
      if (file) resumed(file, panel);
    });
    return [told, part(words.opening, el("label", { htmlFor: input.id }, words.opening_hint), input)];
  };
})();
