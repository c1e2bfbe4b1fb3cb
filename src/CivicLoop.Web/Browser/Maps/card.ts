// What lies under a mark, as the server phrases it.
import { fill, type View } from "./view";

export class Card {
  private from: HTMLElement | null = null;

  constructor(
    private readonly part: HTMLElement,
    private readonly view: View,
  ) {
    part.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.hide();
    });
  }

  async show(numbers: number[], count: number, from: HTMLElement): Promise<void> {
    this.from = from;
    const address = new URL(this.view.card, location.href);
    for (const number of numbers) address.searchParams.append("case", String(number));
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    this.part.replaceChildren(this.closing());
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.part.append(...page.body.childNodes);
      if (count > numbers.length) this.say(fill(this.view.words.rest, count, numbers.length));
    } else this.say(this.view.words.missing);
    this.part.hidden = false;
    this.part.focus({ preventScroll: true });
    this.part.scrollIntoView({ block: "nearest" });
  }

  private hide(): void {
    this.part.hidden = true;
    this.from?.focus();
  }

  private closing(): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-plain btn-sm map-card-close";
    button.textContent = this.view.words.close;
    button.addEventListener("click", () => this.hide());
    return button;
  }

  private say(sentence: string): void {
    const line = document.createElement("p");
    line.className = "soft";
    line.textContent = sentence;
    this.part.append(line);
  }
}
