import { getCurrentlyPlaying } from "@/api/generated/humoresque";
import type { Playback } from "@/api/generated/model";

/** Commands need a moment at Spotify before they show. */
const afterCommandMs = 1000;
const firstMs = 3000;
const longestMs = 30_000;
const growth = 1.5;

/**
 * Looks at what plays on another device: often at first and after commands, then less and less,
 * and never while nobody sees the page.
 */
export class Elsewhere {
  readonly #tell: (playing: Playback | null) => void;
  readonly #fail: (error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOn: boolean = false;
  #isEnded: boolean = false;
  #waitMs = firstMs;

  constructor(tell: (playing: Playback | null) => void, fail: (error: unknown) => void) {
    this.#tell = tell;
    this.#fail = fail;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  start(): void {
    if (this.#isEnded) {
      return;
    }
    if (!this.#isOn) {
      this.#isOn = true;
      document.addEventListener("visibilitychange", this.#onVisibility);
    }
    this.expectChange();
  }

  stop(): void {
    this.#isOn = false;
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#onVisibility);
  }

  /** For good: what is still on its way starts it no more. */
  end(): void {
    this.#isEnded = true;
    this.stop();
  }

  /** Something was asked of the device: looks again soon. */
  expectChange(): void {
    this.#waitMs = firstMs;
    this.#lookIn(afterCommandMs);
  }

  readonly #onVisibility = () => {
    this.#waitMs = firstMs;
    this.#lookIn(0);
  };

  #lookIn(waitMs: number): void {
    clearTimeout(this.#timer);
    if (this.#isOn && !document.hidden) {
      this.#timer = setTimeout(() => void this.#look(), waitMs);
    }
  }

  async #look(): Promise<void> {
    const timer = this.#timer;
    // Not so once a later look was set up: what was asked before it is out of date.
    const isLatest = () => this.#isOn && this.#timer === timer;
    try {
      const { playing } = await getCurrentlyPlaying();
      if (isLatest()) {
        this.#tell(playing);
      }
    } catch (error) {
      if (isLatest()) {
        this.#fail(error);
      }
    }
    if (isLatest()) {
      this.#lookIn(this.#waitMs);
      this.#waitMs = Math.min(this.#waitMs * growth, longestMs);
    }
  }
}
