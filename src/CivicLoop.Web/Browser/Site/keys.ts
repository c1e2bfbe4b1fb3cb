// Lists by keyboard: j and k (or the arrows, once a row is chosen) move, Enter opens. <table data-rows> or
// <ul data-rows>; the first link of a row is where it leads. A click anywhere on the row opens it too.
// "/" goes to the search box.

export function listKeys(): void {
  const rows = [...document.querySelectorAll<HTMLElement>("table[data-rows] > tbody > tr, ul[data-rows] > li")].filter((row) =>
    row.querySelector("a[href]"),
  );
  let at = -1;
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
      const inner = (event.target as HTMLElement).closest("a, button, input, select, label, summary");
      if (!inner && !window.getSelection()?.toString()) link(row).click();
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as HTMLElement).closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      const search = document.querySelector<HTMLInputElement>("input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
    if (rows.length === 0) return;
    const chosen = at >= 0 && rows[at]!.contains(document.activeElement);
    if (event.key === "j" || (chosen && event.key === "ArrowDown")) {
      event.preventDefault();
      choose(at + 1);
    } else if (event.key === "k" || (chosen && event.key === "ArrowUp")) {
      event.preventDefault();
      choose(at - 1);
    }
  });
}
