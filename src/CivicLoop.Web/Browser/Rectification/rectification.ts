// Self-checks and lists. All of it works without this.
import "./rectification.css";

document.getElementById("refused")?.focus();

// A row is edited where it stands, without losing one's place: of the page that the link or the form leads to, only what
// differs is put into this one.
const parts = ["#refused", "#done", ".order"];

async function show(response: Response, row: string) {
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const now = document.getElementById(row);
  const then = next.getElementById(row);
  if (!now || !then) {
    location.assign(response.url);
    return;
  }
  document.querySelectorAll("tr.chosen").forEach((other) => other !== now && other.dispatchEvent(new Event("leave")));
  document.getElementById("edit")?.remove();
  for (const part of parts) {
    document.querySelector(`main ${part}`)?.remove();
    const fresh = next.querySelector(`main ${part}`);
    if (fresh) (part === ".order" ? document.querySelector("main table.items, main h2.group") : document.querySelector("main .page-head + *"))?.before(fresh);
  }
  const form = next.getElementById("edit");
  if (form) document.querySelector("main table.items")?.before(form);
  const before = now.cloneNode(true);
  now.replaceWith(then);
  then.addEventListener("leave", () => then.replaceWith(before), { once: true });
  then.querySelector<HTMLElement>("input:not([type=hidden]), textarea, a[data-edit]")?.focus();
}

async function go(request: Promise<Response>, row: string, otherwise: () => void) {
  try {
    await show(await request, row);
  } catch {
    otherwise();
  }
}

document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-edit], tr.chosen a.btn[href*='#item-']");
  const row = link?.closest("tr")?.id;
  if (!link || !row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void go(fetch(link.href), row, () => location.assign(link.href));
});

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const row = document.querySelector("tr.chosen")?.id;
  if (form.id !== "edit" || !row) return;
  event.preventDefault();
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  // Sent twice it is one act: the form has its id.
  void go(fetch(form.action, { method: "POST", body }), row, () => form.submit());
});
