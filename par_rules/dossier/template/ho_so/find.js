// Filters and search over the leaves, with and without tone marks, and the keys.
(() => {
  "use strict";
  const leaves = [...document.querySelectorAll(".leaf")];
  const fields = [...document.querySelectorAll('h3[id^="lv-"]')];
  const search = document.getElementById("tim");
  const slash = document.getElementById("phim-tat");
  const told = document.getElementById("so-tieu-chi");
  const choice = (name) => document.getElementById(`loc-${name}`);

  const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const stripped = (text) => bare(text).replaceAll("đ", "d");
  // "hoà" and "hòa" are one word: the tone goes behind the letters.
  const toned = (text) => text.normalize("NFD").toLowerCase().replace(/[\p{L}\p{M}\d]+/gu, (word) => {
    const tones = word.match(/[\u0300\u0301\u0303\u0309\u0323]/g) || [];
    return word.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "") + tones.join("");
  });
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const texts = new Map();
  const read = (leaf) => {
    if (!texts.has(leaf)) {
      const parts = [...leaf.children].filter((part) => !part.classList.contains("review"));
      const text = parts.map((part) => part.textContent).join(" ").replace(/\s+/g, " ");
      texts.set(leaf, { plain: plain(text), bare: bare(text), stripped: stripped(text), toned: toned(text) });
    }
    return texts.get(leaf);
  };
  const holds = (leaf, word) => {
    const text = read(leaf);
    if (stripped(word) === plain(word)) return text.stripped.includes(plain(word));
    if (bare(word) === plain(word)) return text.bare.includes(plain(word)); // only its đ is marked
    return text.plain.includes(plain(word)) || text.toned.includes(toned(word));
  };

  const offer = (name, values) => {
    for (const text of values) choice(name).append(new Option(text, text));
  };
  const unique = (values) => [...new Set(values)];
  const statesOf = (leaf) => [...leaf.dataset.states.split("|"), ...(leaf.dataset.reviewed || "").split("|")];
  offer("field", fields.map((field) => field.textContent.trim()));
  offer("office", unique(leaves.map((leaf) => leaf.dataset.office)).sort((a, b) => a.localeCompare(b, "vi")));
  offer("state", unique(leaves.flatMap((leaf) => leaf.dataset.states.split("|"))));
  offer("state", ["Chưa thẩm định", "Đã thẩm định", "Cần giải trình"]);
  fields.forEach((field) => {
    for (let part = field.nextElementSibling; part && part.tagName !== "H3"; part = part.nextElementSibling) {
      if (part.classList.contains("leaf")) part.dataset.field = field.textContent.trim();
    }
  });

  const apply = () => {
    const words = search.value.trim().split(/\s+/).filter(Boolean);
    const [field, office, state] = ["field", "office", "state"].map((name) => choice(name).value);
    let shown = 0;
    for (const leaf of leaves) {
      leaf.hidden = !((!field || leaf.dataset.field === field)
        && (!office || leaf.dataset.office === office)
        && (!state || statesOf(leaf).includes(state))
        && words.every((word) => holds(leaf, word)));
      shown += leaf.hidden ? 0 : 1;
    }
    for (const heading of fields) {
      heading.hidden = !leaves.some((leaf) => !leaf.hidden && leaf.dataset.field === heading.textContent.trim());
    }
    told.textContent = shown === leaves.length
      ? `Đang hiện cả ${leaves.length} tiêu chí.`
      : shown ? `Đang hiện ${shown} trên ${leaves.length} tiêu chí.`
        : "Không có tiêu chí nào phù hợp: bỏ bớt từ hoặc bộ lọc.";
  };
  const clear = () => {
    search.value = "";
    for (const name of ["field", "office", "state"]) choice(name).value = "";
    apply();
  };
  search.addEventListener("input", apply);
  for (const name of ["field", "office", "state"]) choice(name).addEventListener("change", apply);
  document.querySelector('[data-do="clear"]').addEventListener("click", clear);
  addEventListener("par-show-all", clear);
  addEventListener("par-reviewed", () => { if (choice("state").value) apply(); });

  const focus = (leaf) => {
    if (!leaf) return;
    leaf.tabIndex = -1;
    leaf.focus({ preventScroll: true });
    leaf.scrollIntoView({ block: "start" });
  };
  const next = (leaf, step) => {
    const seen = leaves.filter((other) => !other.hidden);
    return seen[leaf ? seen.indexOf(leaf) + step : 0];
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const here = document.activeElement;
    const writing = here.matches("input, textarea, select");
    if (event.key === "/" && !writing && slash.checked) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape") {
      if (here === search && !search.value) search.blur();
      else if (here === search) clear();
      else if (!writing) search.focus();
      else here.blur();
    } else if (here === search && (event.key === "ArrowDown" || event.key === "Enter")) {
      event.preventDefault();
      focus(next(null, 0));
    } else if (here.classList.contains("leaf") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      focus(next(here, event.key === "ArrowDown" ? 1 : -1));
    }
  });
  apply();
})();
