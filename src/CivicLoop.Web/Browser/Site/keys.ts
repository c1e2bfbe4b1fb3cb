// The desk by keyboard. Lists: j and k (or the arrows, once a row is chosen) move, Enter opens, x ticks. <table
// data-rows> or <ul data-rows>; the first link of a row is where it leads, and a click anywhere on the row opens it.
// Everywhere: "/" goes to the search box, "?" shows all keys, and what has data-keys="g d" is opened by g, then d.
// No key means anything while somebody types.

const typing = "textarea, select, [contenteditable], input:not([type=checkbox])";

// Between the two keys of "g d".
const patience = 3000;

export function deskKeys(): void {
  const rows = [...document.querySelectorAll<HTMLElement>("table[data-rows] > tbody > tr, ul[data-rows] > li")].filter((row) =>
    row.querySelector("a[href]"),
  );
  let at = -1;
  let before = "";
  let since = 0;
  const link = (row: HTMLElement) => row.querySelector<HTMLAnchorElement>("a[href]")!;
  const choose = (next: number) => {
    rows[at]?.classList.remove("chosen");
    at = Math.max(0, Math.min(rows.length - 1, next));
    const row = rows[at]!;
    row.classList.add("chosen");
    link(row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  for (const row of rows) {
    row.classList.add("opens");
    row.addEventListener("click", (event) => {
      const inner = (event.target as HTMLElement).closest("a, button, input, select, textarea, label, summary, .in-place");
      if (!inner && !window.getSelection()?.toString()) link(row).click();
    });
  }

  const click = (selector: string) => {
    const found = document.querySelector<HTMLElement>(selector);
    found?.click();
    return found !== null;
  };
  const focus = (selector: string) => {
    const found = document.querySelector<HTMLElement>(selector);
    found?.focus();
    return found !== null;
  };
  const move = (by: number) => {
    if (rows.length > 0) choose(at + by);
    return rows.length > 0;
  };
  const chosen = () => (at >= 0 && rows[at]!.contains(document.activeElement) ? rows[at]! : undefined);
  const tick = () => {
    const box = chosen()?.querySelector<HTMLInputElement>("input[type=checkbox]");
    box?.click();
    return !!box;
  };

  const keys: Record<string, () => boolean> = {
    "/": () => focus("input[type=search]"),
    "?": () => click("[data-keys-open]"),
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => !!chosen() && move(1),
    ArrowUp: () => !!chosen() && move(-1),
    x: tick,
    a: () => click("[data-bulk-all]:not([hidden])"),
    b: () => focus("[data-bulk] select"),
    n: () => click("a[rel=next]"),
    p: () => click("a[rel=prev]"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if ((event.target as HTMLElement).closest(typing) || document.querySelector("dialog[open]")) return;
    const two = event.timeStamp - since < patience ? `${before} ${event.key}` : "";
    [before, since] = [event.key, event.timeStamp];
    if (two && /^\w \w$/.test(two) && click(`[data-keys="${two}"]`)) event.preventDefault();
    else if (Object.hasOwn(keys, event.key) && keys[event.key]!()) event.preventDefault();
  });

  keysHelp();
}

function keysHelp(): void {
  const help = document.querySelector<HTMLDialogElement>("dialog#keys");
  if (!help) return;
  for (const button of document.querySelectorAll<HTMLElement>("[data-keys-open]")) {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }
  // Beside the list is outside it.
  help.addEventListener("click", (event) => {
    if (event.target === help) help.close();
  });
}
