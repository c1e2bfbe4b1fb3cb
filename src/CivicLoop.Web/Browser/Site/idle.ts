// Signed in, a page says before the session ends by itself, and lets one stay. What another tab does counts: the
// server is asked how long is left, and asking keeps nobody signed in.

const warnAt = 120;

export function watchIdle(): void {
  const note = document.getElementById("idle");
  const seconds = Number(document.body.dataset.idle);
  if (!note || !seconds) return;
  const says = note.querySelector<HTMLElement>("[data-idle-says]")!;
  const stay = note.querySelector<HTMLFormElement>("form")!;
  const again = note.querySelector<HTMLElement>("a")!;
  let ends = Date.now() + seconds * 1000;
  let asking = false;

  const left = () => Math.round((ends - Date.now()) / 1000);
  const show = (rest: number) => {
    note.hidden = rest > warnAt;
    if (rest > warnAt) return;
    const gone = rest <= 0;
    const sentence = gone ? note.dataset.gone! : note.dataset.left!.replace("{0}", String(rest));
    // A reader is told once a minute, not every second.
    if (gone || rest % 60 === 0 || !says.textContent) says.textContent = sentence;
    note.querySelector<HTMLElement>("[data-idle-clock]")!.textContent = gone ? "" : String(rest);
    stay.hidden = gone;
    again.hidden = !gone;
  };
  const ask = async (address: string, init?: RequestInit) => {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(address, { ...init, headers: { Accept: "application/json" }, redirect: "manual" });
      ends = Date.now() + (answer.ok ? ((await answer.json()) as { left: number }).left : 0) * 1000;
    } catch {
      // Without a connection nobody knows; the next page will say.
    } finally {
      asking = false;
    }
  };

  stay.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask(stay.action, { method: "POST", body: new FormData(stay) }).then(() => show(left()));
  });
  setInterval(() => {
    if (left() <= warnAt && left() % 15 === 0) void ask(note.dataset.ask!).then(() => show(left()));
    if (left() <= warnAt) show(left());
    else note.hidden = true;
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void ask(note.dataset.ask!).then(() => show(left()));
  });
}
