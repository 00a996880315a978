// The reviewer's points, notes and questions: kept in the browser, saved to a file, read back.
(() => {
  "use strict";
  const SCHEMA = "par-appraisal/1";
  const LONGEST = 5000;
  const { kept } = window.par;
  delete window.par;
  const head = document.querySelector(".cover").dataset;
  const store = `${SCHEMA}:${head.unit}:${head.year}`;
  const told = document.getElementById("tham-dinh-bao");
  const sum = document.getElementById("tham-dinh-tong");
  const round = document.getElementById("tham-dinh-lan");
  const who = document.getElementById("tham-dinh-nguoi");
  const forms = new Map();

  const NUMBER = /^-?\d{1,6}(\.\d{1,4})?$/;
  const machine = (text) => text.trim().replace(",", ".").replace(/^\u2212/, "-");
  const shown = (number) => number.replace(".", ",");
  const units = (number) => Math.round(Number(number) * 10000);
  const wrong = (leaf, score) => {
    if (!NUMBER.test(score)) return "Điểm phải là số, ví dụ 1,25.";
    const { low, high } = leaf.dataset;
    return units(score) < units(low) || units(score) > units(high)
      ? `Điểm phải từ ${shown(low)} đến ${shown(high)}.` : "";
  };

  for (const leaf of document.querySelectorAll(".leaf")) {
    const part = document.getElementById("mau-tham-dinh").content.cloneNode(true).firstElementChild;
    const field = (name) => part.querySelector(`[data-part="${name}"]`);
    const form = {
      leaf, part, score: field("score"), note: field("note"), explain: field("explain"),
      error: field("error"), print: field("print"), summary: field("summary"),
    };
    form.error.id = `loi-${leaf.id}`;
    form.score.setAttribute("aria-describedby", form.error.id);
    form.summary.textContent = `Thẩm định tiêu chí ${leaf.dataset.number}`;
    leaf.append(part);
    forms.set(leaf.dataset.key, form);
    part.addEventListener("input", () => { look(form); keep(); });
  }

  function look(form) {
    const score = machine(form.score.value);
    const fault = score ? wrong(form.leaf, score) : "";
    form.error.textContent = fault;
    form.score.setAttribute("aria-invalid", String(Boolean(fault)));
    const states = [score && !fault ? "Đã thẩm định" : "Chưa thẩm định"];
    if (form.explain.checked) states.push("Cần giải trình");
    form.leaf.dataset.reviewed = states.join("|");
    const lines = [];
    if (score && !fault) lines.push(`Điểm thẩm định: ${shown(score)}.`);
    if (form.explain.checked) lines.push("Cần giải trình.");
    if (form.note.value.trim()) lines.push(form.note.value.trim());
    form.print.textContent = lines.join(" ");
    form.part.classList.toggle("written", lines.length > 0);
  }

  const written = () => [...forms].flatMap(([key, form]) => {
    const score = machine(form.score.value);
    const note = form.note.value;
    if (!score && !note.trim() && !form.explain.checked) return [];
    const { claimed } = form.leaf.dataset;
    return [{
      number: form.leaf.dataset.number,
      key,
      claimed: claimed ? claimed.split(" ") : null,
      score: score && !wrong(form.leaf, score) ? score : null,
      note,
      explain: form.explain.checked,
    }];
  });
  const whole = () => ({
    schema: SCHEMA,
    unit: head.unit,
    unit_title: head.unitTitle,
    year: Number(head.year),
    set: head.set,
    as_of: head.asOf,
    edition: head.edition,
    round: Number(round.value),
    appraiser: who.value,
    saved: new Date().toISOString(),
    leaves: written(),
  });

  function total() {
    const scores = written().filter((row) => row.score !== null);
    const points = scores.reduce((all, row) => all + units(row.score), 0) / 10000;
    sum.textContent = `Đã cho điểm ${scores.length} trên ${forms.size} tiêu chí`
      + (scores.length ? `, cộng ${points.toLocaleString("vi-VN", { maximumFractionDigits: 4 })} điểm.` : ".");
    dispatchEvent(new Event("par-reviewed"));
  }
  function keep() {
    total();
    told.textContent = kept.set(store, JSON.stringify(whole())) ? ""
      : "Trình duyệt này không giữ lại được phần đã viết: hãy lưu tệp trước khi đóng trang.";
  }

  // Says what is wrong with a file, or nothing.
  function fault(data) {
    if (!data || typeof data !== "object" || data.schema !== SCHEMA || !Array.isArray(data.leaves)) {
      return "Không phải tệp thẩm định được lưu từ trang hồ sơ.";
    }
    if (data.unit !== head.unit || data.year !== Number(head.year)) {
      return `Tệp của đơn vị hoặc năm khác, không phải ${head.unitTitle} năm ${head.year}.`;
    }
    for (const row of data.leaves) {
      const form = row && forms.get(row.key);
      if (!form) return "Tệp có tiêu chí không có trong hồ sơ này.";
      const number = form.leaf.dataset.number;
      if (row.score !== null && (typeof row.score !== "string" || wrong(form.leaf, row.score))) {
        return `Tiêu chí ${number}: điểm thẩm định trong tệp không dùng được.`;
      }
      if (typeof row.note !== "string" || row.note.length > LONGEST || typeof row.explain !== "boolean") {
        return `Tiêu chí ${number}: ghi chú trong tệp không dùng được.`;
      }
    }
    return "";
  }
  function fill(data) {
    for (const form of forms.values()) {
      form.score.value = "";
      form.note.value = "";
      form.explain.checked = false;
    }
    for (const row of data.leaves) {
      const form = forms.get(row.key);
      form.score.value = row.score === null ? "" : shown(row.score);
      form.note.value = row.note;
      form.explain.checked = row.explain;
    }
    round.value = data.round === 2 ? "2" : "1";
    who.value = typeof data.appraiser === "string" ? data.appraiser.slice(0, 200) : "";
    forms.forEach(look);
    total();
  }

  for (const part of [round, who]) part.addEventListener("input", keep);
  document.querySelector('[data-do="save"]').addEventListener("click", () => {
    const bad = [...forms.values()].find((form) => form.error.textContent);
    if (bad) {
      told.textContent = `Chưa lưu: tiêu chí ${bad.leaf.dataset.number}. ${bad.error.textContent}`;
      if (bad.leaf.hidden) dispatchEvent(new Event("par-show-all"));
      bad.part.open = true;
      bad.score.focus();
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(whole(), null, 1)}\n`], { type: "application/json" }));
    link.download = `tham-dinh-${head.unit}-${head.year}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    told.textContent = `Đã lưu tệp ${link.download}.`;
  });
  const file = document.getElementById("tham-dinh-tep");
  document.querySelector('[data-do="load"]').addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    let data = null;
    try { data = JSON.parse(await chosen.text()); } catch { /* said below */ }
    file.value = "";
    const what = fault(data);
    if (what) {
      told.textContent = `Không nạp được tệp. ${what}`;
    } else if (!written().length || confirm("Phần thẩm định đang có trên trang sẽ được thay bằng nội dung của tệp. Tiếp tục?")) {
      fill(data);
      keep();
      told.textContent = `Đã nạp ${data.leaves.length} tiêu chí từ tệp.`;
    }
  });
  document.querySelector('[data-do="forget"]').addEventListener("click", () => {
    if (!confirm("Xóa toàn bộ phần thẩm định đang có trên trang này?")) return;
    fill({ leaves: [], round: 1, appraiser: "" });
    keep();
    told.textContent = "Đã xóa phần thẩm định trên trang.";
  });

  let before = null;
  try { before = JSON.parse(kept.get(store)); } catch { /* nothing that can be used */ }
  if (before && !fault(before)) fill(before);
  else { forms.forEach(look); total(); }
  performance.mark("par-ready");
})();
