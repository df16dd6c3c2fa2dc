// For pages on which nothing but one script tag can be pasted, as on hosted platforms: puts the
// elements into a form of the page, and hands their receipts to a receiver of yours when it is sent.
//
//   <script defer src="https://notices.example/embed/v1/paste.js" data-form="form.register"
//     data-notice="illumination-membership" data-approvals="email" data-surface="registration-form"
//     data-receiver="https://notices.example/receive.php" data-field="customer[visit]"></script>
//
// `data-consents` and `data-approvals` are lists of items and channels, with blanks between. The name
// of the receipts (visit-…) is put into the form as `data-field`, so that they can be joined with the
// customer; without it nobody could say who chose, so choices are refused. Nothing is stored here.
{
  const { src, dataset } = document.currentScript;
  const { form: wanted, notice, receiver, field, surface = "page" } = dataset;
  const list = (name) => (dataset[name] ?? "").split(/\s+/).filter(Boolean);
  const refuse = (reason) => {
    const detail = { code: "refused", reason };
    console.error("kvkk: paste.js", reason);
    document.dispatchEvent(new CustomEvent("kvkk:error", { bubbles: true, detail }));
  };
  const address = URL.canParse(receiver ?? "") ? new URL(receiver) : {};
  const reached = address.protocol === "https:" || address.hostname === "localhost";
  const choices = [
    ...list("consents").map((item) => ["kvkk-consent", "item", item, "consent_"]),
    ...list("approvals").map((channel) => ["kvkk-message-approval", "channel", channel, "approval_"]),
  ];
  const visit = `visit-${Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("")}`;

  const element = (tag, key, subject, name) => {
    const made = document.createElement(tag);
    const attributes = { [key]: subject, ...(name && { name, surface }) };
    for (const each in attributes) made.setAttribute(each, attributes[each]);
    return made;
  };
  const fill = (form) => {
    const taken = field && form.elements.namedItem(field);
    if (taken) refuse("field");
    const last = [...form.querySelectorAll("button, input[type=submit]")].pop();
    const put = (made) => (last ? last.before(made) : form.append(made));
    if (notice) {
      // Who asks and why stands above the first field, so that it stays in sight; the text itself
      // lies open above the button.
      const head = element("kvkk-head", "document", notice);
      head.style.cssText = "display: block; min-height: 8em";
      form.prepend(head);
      put(element("kvkk-notice", "document", notice, "notice"));
    }
    if (!reached) return refuse("receiver");
    const joined = field && !taken;
    if (joined) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: field, value: visit }));
    for (const [tag, key, subject, prefix] of joined ? choices : []) {
      put(element(tag, key, subject, prefix + subject.replaceAll("-", "_")));
    }
    if (!joined && choices.length) refuse("field");
    addEventListener("submit", ({ target }) => target === form && send(form), true);
  };
  const send = (form) => {
    for (const [name, receipt] of new FormData(form)) {
      if (!/^(notice$|consent_|approval_)/.test(name) || !receipt) continue;
      const body = JSON.stringify({ member: visit, field: name, receipt });
      fetch(address, { method: "POST", body, mode: "no-cors", credentials: "omit", referrerPolicy: "origin", keepalive: true })
        .catch(() => refuse("receiver"));
    }
  };
  const look = () => {
    const form = document.querySelector(wanted ?? "form");
    try {
      if (form) fill(form);
    } catch {
      refuse("form"); // one of its fields has the name of what is asked of it
    }
    return form;
  };
  import(new URL("notice.js", src)).catch(() => refuse("script"));
  // Where a platform draws its form later, it is waited for.
  if (!look()) new MutationObserver((_, watching) => look() && watching.disconnect()).observe(document, { childList: true, subtree: true });
}
