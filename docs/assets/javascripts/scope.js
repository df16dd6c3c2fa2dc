// What Material's inline script defines, as a file: a strict content security policy allows no
// inline script. Its bundle asks for these functions; nothing of ours stores anything.
const scope = new URL(document.currentScript.dataset.base, location);
window.__md_scope = scope;
window.__md_hash = (text) =>
  [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
window.__md_get = () => null;
window.__md_set = () => {};
