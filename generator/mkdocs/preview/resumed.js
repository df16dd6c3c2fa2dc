// Goes on with a changes.json that was saved: each change is made once more, in its order, where
// the same still stands. What does not fit is told with what was typed, so that nothing is lost.
(() => {
  const alone = globalThis.noticesAlone;
  const { format, most, document: own, sheets, wordings, listed, formAt, page } = alone.given;
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
  const isWords = (one) => typeof one === "string", all = (held, fits) => Object.values(held).every(fits);
  const isChange = ({ act, values = {}, doubts = {}, texts = {}, ...more }) =>
    ["save", "confirm", "empty", "add", "remove", "reword", "unword"].includes(act) && isWords(more.place) &&
    ["digest", "reason", "role", "id"].every((name) => isWords(more[name] ?? "")) &&
    [values, doubts, texts].every((held) => held && held.constructor === Object) && all(doubts, isWords) && all(texts, isWords) &&
    all(values, (one) => isWords(one) || (Array.isArray(one) && one.every(isWords)));
  // Why a change cannot be made once more; empty where it was.
  async function made(change) {
    if (!isChange(change)) return words.opened_broken;
    const there = standing(change);
    if (!there) return words.not_here;
    if (there.digest !== (change.digest ?? "")) return words.opened_stale;
    const { references = [] } = change.act === "remove" ? await alone.ask("removal", change.place) : {};
    if (references.length) return `${words.cannot_remove} ${references.map(({ where }) => where).join("; ")}`;
    const { problems = [] } = await alone.write(change);
    return problems.map(([, text]) => text).join(" ");
  }
  // What it is called, why it is not made, and what was typed.
  function told([change, why]) {
    if (!isChange(change)) return [words.opened_broken, "", ""];
    const { act, place, id = "", reason = "", values = {}, texts = {}, doubts = {} } = change;
    const typed = [id, reason, ...Object.values(values), ...Object.values(texts), ...Object.values(doubts)].flat().filter(Boolean);
    return [standing(change)?.name ?? place, why, [["confirm", "empty", "remove", "unword"].includes(act) ? words[act] : "", ...typed].filter(Boolean).join("\n")];
  }
  // Some fit only once others are made, so what does not fit is tried again; what has chosen an
  // entry that is left out is left out with it.
  async function taken(changes) {
    let failed = changes.map((change) => [change]), before;
    do {
      before = failed.length;
      const tried = [];
      for (const [change] of failed) tried.push([change, await made(change).catch(() => words.opened_broken)]);
      failed = tried.filter(([, why]) => why);
    } while (failed.length && failed.length < before);
    for (const [{ act, place, id }] of [...failed])
      if (act === "add" && id && isWords(id)) failed.push(...alone.without((listed[place]?.before ?? "") + id).map((change) => [change, words.opened_chosen]));
    return failed;
  }

  async function resumed(file, { el, refused, keep, changes, status }) {
    let given;
    try {
      given = JSON.parse(await file.text());
    } catch {
      given = {};
    }
    if (given?.format !== format || !Array.isArray(given.changes) || given.changes.length > most) return refused([["", words.opened_no]]);
    if (given.document !== own) return refused([["", `${words.opened_elsewhere} ${given.document}`]]);
    const failed = await taken(given.changes.map(Object)); // whatever is no change becomes one of nothing
    left = failed.map(told);
    alone.isSaved();
    if (isWords(given.who?.name)) keep("who", given.who.name);
    if (isWords(given.who?.role)) keep("role", given.who.role);
    await changes();
    status(`${words.opened} ${given.changes.length - left.length}. `, left.length ? el("span", { className: "preview-mistake" }, `${words.opened_not} ${left.length}.`) : "");
  }

  // What is shown above the changes, and below them: a file can be opened while there are none.
  alone.resuming = (panel) => {
    const { el, part, list, made: some } = panel;
    const shown = ([name, why, text]) => el("div", {}, el("b", {}, `${name}: `), why, text && el("pre", { tabIndex: 0 }, text));
    const above = left.length ? el("section", { className: "preview-inset" }, el("h3", {}, `${words.opened_not} ${left.length}`),
      el("p", {}, words.opened_left), list(left.map(shown))) : "";
    if (some) return [above, ""];
    const input = el("input", { type: "file", id: "preview-of-file", accept: ".json,application/json" });
    input.addEventListener("change", () => {
      const [file] = input.files;
      input.value = ""; // the same one can be chosen again
      if (file) resumed(file, panel);
    });
    return [above, part(words.opening, el("label", { htmlFor: input.id }, words.opening_hint), input)];
  };
})();
