/* Comfort only: every page is whole without it. Rows by j and k, Enter opens, / searches, ? shows the keys; tables whose
   heads are marked sort; a button with data-key gets the focus by its key, and is pressed where it has data-press too; a
   part with data-every stays up to date. No key works while somebody types. A part of a page that has keys of its own
   listens for clawback:key, whose detail is the key, and keeps what it answers from going on. */
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll("tbody tr[data-row], tr:has(th a[href]), [data-row]")].filter((row, place, all) => all.indexOf(row) === place && row.offsetParent);
  const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  let at = -1;

  function move(by) {
    const all = rows();
    if (!all.length) return;
    all[at]?.classList.remove("at");
    at = Math.min(all.length - 1, Math.max(0, at + by));
    all[at].classList.add("at");
    all[at].scrollIntoView({ block: "nearest" });
    all[at].querySelector("a[href]")?.focus({ preventScroll: true });
  }

  function press(key) {
    const with_key = `[data-key="${CSS.escape(key)}"]`;
    const found = rows()[at]?.querySelector(with_key) || document.querySelector(with_key);
    if (!found) return false;
    if (found.matches("summary")) { found.parentElement.open = true; found.parentElement.querySelector("input, select, textarea")?.focus(); }
    else if (found.matches("a[href], [data-press]")) found.click();
    else found.focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const keys = document.getElementById("keys");
    if (keys?.open) return;
    const own = new CustomEvent("clawback:key", { detail: event.key, bubbles: true, cancelable: true });
    if (event.target.dispatchEvent(own)) {
      if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
      else if (event.key === "?") keys?.showModal();
      else if (event.key.length !== 1 || !press(event.key)) return;
    }
    event.preventDefault();
  });

  // What a cell is sorted by: what it says of itself, a time, an amount within its currency, or its words that are not dim.
  function value(cell) {
    const money = cell?.querySelector(".money");
    if (money) return [money.querySelector("abbr")?.textContent ?? "", Number(money.firstChild.textContent.replace(/[^0-9.-]/g, ""))];
    const words = [...(cell?.childNodes ?? [])].filter((part) => !part.matches?.(".dim")).map((part) => part.textContent).join("");
    return [cell?.dataset.sort ?? cell?.querySelector("time")?.dateTime ?? words.trim(), 0];
  }

  // What is empty stays last, whichever way it is sorted.
  function compare([a, units], [b, others], way) {
    if (!a || !b) return Boolean(b) - Boolean(a);
    return way * (a.localeCompare(b, undefined, { numeric: true }) || units - others);
  }

  function sortable(head) {
    if (!head.textContent.trim() || head.querySelector("button, .only-read")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      head.closest("tr").querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const body = head.closest("table").tBodies[0];
      const read = (row) => value(row.cells[head.cellIndex]);
      body.append(...[...body.rows].sort((a, b) => compare(read(a), read(b), up ? 1 : -1)));
    });
  }

  // What is marked so is brought up to date every so many seconds, but never under the hands of somebody.
  async function renew(part) {
    if (document.hidden || part.contains(document.activeElement)) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    part.replaceChildren(...(page.getElementById(part.id)?.childNodes ?? part.childNodes));
    at = -1;
  }

  document.querySelectorAll("[data-every]").forEach((part) => setInterval(renew, part.dataset.every * 1000, part));
  document.querySelectorAll("table.sortable thead th").forEach(sortable);
})();
