// In the rows of what is read in a story: a is right, x is wrong, e corrects; j and k go on and back; never while typed.
document.addEventListener("keydown", (event) => {
  const rows = [...document.querySelectorAll(".reading fieldset")];
  if (!rows.length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=radio]), textarea, select")) return;
  const here = rows.indexOf(event.target.closest(".reading fieldset"));
  const row = (place) => rows[Math.min(Math.max(place, 0), rows.length - 1)];
  const focus = (place) => (row(place).querySelector("input:checked") || row(place).querySelector("input")).focus();
  if (event.key === "j" || event.key === "k") { event.preventDefault(); focus(event.key === "j" ? here + 1 : here - 1); return; }
  const chosen = here < 0 ? null : rows[here].querySelector(`[data-fact="${CSS.escape(event.key)}"]`);
  if (!chosen) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  chosen.checked = true;
  if (event.key === "e") rows[here].querySelector("[name$='-value']").focus(); else focus(here + 1);
});
