// What the preview adds to a page: it loads again, at its place, when it has changed, and shows
// what is wrong. One connection, only while the page is in front of somebody; nothing is stored
// but the place, in the history entry of the page itself.
(() => {
  const mark = document.currentScript.dataset.mark;
  let news;

  // The part of the text at the top of the window and how far it is from there: that part stays
  // where it is, even when the text above it has grown.
  function place() {
    const parts = [...document.querySelectorAll("[id]")].filter((e) => !e.closest("nav, header"));
    const last = parts.filter((e) => e.getBoundingClientRect().top <= 120).pop();
    return { y: scrollY, id: last?.id, top: last?.getBoundingClientRect().top };
  }

  function back() {
    const { preview: kept, ...rest } = history.state ?? {};
    if (!kept) return;
    const part = kept.id && document.getElementById(kept.id);
    const y = part ? part.getBoundingClientRect().top + scrollY - kept.top : kept.y;
    scrollTo({ top: y, behavior: "instant" });
    if (document.readyState !== "complete") return;
    history.replaceState(rest, "");
    history.scrollRestoration = "auto";
  }

  // What somebody is typing into the panel is not thrown away: the page loads when it is closed.
  let stale = false;
  document.addEventListener("preview-free", () => stale && again());

  function again() {
    stale = true;
    if (document.querySelector("dialog:is([data-typed], [data-writing])")) return;
    news.close();
    history.scrollRestoration = "manual";
    history.replaceState({ ...history.state, preview: place() }, "");
    document.dispatchEvent(new Event("preview-leaves"));
    location.reload();
  }

  const made = (name, text, ...children) => {
    const element = document.createElement(name);
    element.append(text, ...children);
    return element;
  };
  const listed = (entries) =>
    made("ul", "", ...entries.map(([where, what]) => made("li", "", made("code", where), ` ${what}`)));
  // A finding leads to the places that it names, where the panel can open them.
  const opening = ([place, label]) => {
    const button = made("button", label);
    button.className = "preview-link";
    button.addEventListener("click", () => {
      const box = button.closest("details");
      box.open = false; // the form is below it
      previewPanel.leave(() => previewPanel.show(place, box.querySelector("summary")))();
    });
    return button;
  };
  const found = ({ origin, name, words, advice, ways }) =>
    made("li", `${words} ${advice} `, ...ways.flatMap((way) => [opening(way), " "]), ways.length ? "" : made("code", origin), " ", made("code", name));
  // The buttons of the panel stand above the box, however high it is.
  const height = new ResizeObserver(([{ target }]) =>
    document.documentElement.style.setProperty("--preview-said", target.isConnected ? `${target.offsetHeight}px` : "0px"));

  let last;
  function show(said) {
    const { lang, title, problems, findings } = said;
    document.dispatchEvent(new Event("preview-news"));
    const now = JSON.stringify([problems, findings]);
    if (now === last) return; // it may be open, and has been heard
    last = now;
    document.querySelector(".preview-said")?.remove();
    if (!problems.length && !findings.length) return;
    const box = made(problems.length ? "div" : "aside", ""); // an alert is no aside
    box.className = "preview-said";
    box.lang = lang;
    if (problems.length) {
      box.classList.add("preview-mistakes");
      box.setAttribute("role", "alert");
      box.append(made("h2", title), listed(problems));
    } else {
      box.append(made("details", "", made("summary", title), made("ul", "", ...findings.map(found))));
    }
    (document.querySelector(".preview-panel[open]") ?? document.body).append(box);
    height.observe(box);
    document.dispatchEvent(new Event("preview-mistakes"));
  }

  function listen() {
    if (document.hidden) return news?.close();
    if (news && news.readyState !== EventSource.CLOSED) return;
    news = new EventSource(`/-/events?page=${encodeURIComponent(location.pathname)}`);
    news.addEventListener("message", ({ data }) => {
      const said = JSON.parse(data);
      if (said.mark !== mark) again();
      else show(said);
    });
  }

  back();
  addEventListener("load", back);
  document.addEventListener("visibilitychange", listen);
  listen();
})();
