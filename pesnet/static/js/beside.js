// Moves through the lines of the table with j and k, and shows a nominee beside the table instead of leaving the page.
const lines = [...document.querySelectorAll("[data-line]")];
const panel = document.getElementById("beside");
const room = panel.querySelector("[data-room]");
const keys = document.querySelector("[data-keys]");
let opener = null;
if (keys) keys.hidden = false;

const close = () => {
  panel.hidden = true;
  room.replaceChildren();
  opener?.focus();
};

const open = async (link) => {
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-nominee]");
  if (!answer.ok || !found) {
    location.assign(link.href);
    return;
  }
  opener = link;
  room.replaceChildren(document.adoptNode(found));
  panel.hidden = false;
  panel.focus();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-beside]");
  if (event.target.closest("[data-close]")) close();
  else if (link && matchMedia("(min-width: 62rem)").matches && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link).catch(() => location.assign(link.href));
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const step = { j: 1, k: -1 }[event.key];
  if (!step || !lines.length) return;
  const here = lines.indexOf(document.activeElement.closest("[data-line]"));
  const next = here < 0 ? 0 : Math.min(lines.length - 1, Math.max(0, here + step));
  lines[next].querySelector("[data-beside]").focus();
});
