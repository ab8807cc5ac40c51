// In the rows of what is read in a story: a is right, x is wrong, e corrects; j and k go on and back (keys: clawback.js).
document.addEventListener("clawback:key", (event) => {
  const rows = [...document.querySelectorAll(".reading fieldset")].filter((row) => !row.closest("details:not([open])"));
  const here = rows.indexOf(event.target.closest(".reading fieldset"));
  const focus = (place) => {
    const row = rows[Math.min(Math.max(place, 0), rows.length - 1)];
    (row.querySelector("input:checked") || row.querySelector("input")).focus();
  };
  const by = { j: 1, k: -1 }[event.detail];
  const chosen = rows[here]?.querySelector(`[data-fact="${CSS.escape(event.detail)}"]`);
  if (!rows.length || !(by || chosen)) return;
  event.preventDefault();
  if (chosen) chosen.checked = true;
  if (chosen && event.detail === "e") rows[here].querySelector("[name$='-value']").focus();
  else focus(here + (by || 1));
});
