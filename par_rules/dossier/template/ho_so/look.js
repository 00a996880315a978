// Light and dark, folding, printing, links to single leaves.
(() => {
  "use strict";
  const root = document.documentElement;
  const bar = document.getElementById("thanh-cong-cu");
  document.querySelector("main").prepend(bar.content.cloneNode(true));
  const button = (name) => document.querySelector(`[data-do="${name}"]`);

  const kept = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); return true; } catch { return false; } },
  };
  const dark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const show = () => button("theme").setAttribute("aria-pressed", String(dark()));
  const chosen = kept.get("par-theme");
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  button("theme").addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    kept.set("par-theme", root.dataset.theme);
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();

  document.querySelectorAll("a.file").forEach((link) => { link.target = "_blank"; });

  const folds = () => document.querySelectorAll("details");
  const fold = (open) => folds().forEach((part) => { part.open = open; });
  fold(false); // the page comes unfolded, for who runs no script
  button("open").addEventListener("click", () => fold(true));
  button("close").addEventListener("click", () => fold(false));

  let before = [];
  addEventListener("beforeprint", () => {
    before = [...folds()].filter((part) => !part.open);
    fold(true);
  });
  addEventListener("afterprint", () => before.forEach((part) => { part.open = false; }));

  const follow = () => {
    let leaf = null;
    try { leaf = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!leaf || !leaf.classList.contains("leaf")) return;
    if (leaf.hidden) dispatchEvent(new Event("par-show-all"));
    leaf.querySelectorAll("details").forEach((part) => { part.open = true; });
    leaf.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  addEventListener("DOMContentLoaded", follow);
  window.par = { kept };
})();
