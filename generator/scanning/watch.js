// Tells who writes: a script sets a cookie or an entry, and the first line outside this file did it.
(() => {
  const tell = window.__noticesScan;
  if (!tell) return;
  const by = () => {
    const line = (new Error().stack || "").split("\n").find((l) => /https?:\/\//.test(l)) || "";
    return (line.match(/https?:\/\/[^\s)]+/) || [""])[0].replace(/:\d+$/, "");
  };
  const told = (kind, what) => {
    try {
      tell([kind, String(what), location.href, by()]);
    } catch {}
  };
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {
    ...cookie,
    set(line) {
      told("cookie", line);
      cookie.set.call(this, line);
    },
  });
  const put = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    let session = false;
    try {
      session = this === window.sessionStorage;
    } catch {}
    told(session ? "session-storage" : "local-storage", key);
    return put.call(this, key, value);
  };
})();
