import type { EmbedController, EmbedUpdate } from "./embedApi";
import { type Engine, type PlayedTrack, SongBySong } from "./engine";
import { loadEmbedApi } from "./foreignScript";

/** A song counts as over this close to its end, in milliseconds. */
const overBefore = 250;
/** Spotify puts a song back to its start when it is over. */
const nearEnd = 1500;

/**
 * Spotify's Embed player, for everyone: previews, or whole songs for who is logged in at Spotify's
 * own site. One frame for the list; the next song follows at the end of each. Where its script
 * cannot be had, `frameOf` is shown as a plain frame, and nothing follows by itself.
 */
export class EmbedEngine extends SongBySong implements Engine {
  readonly kind = "embed";
  readonly #embedUrl: string;
  #controller: EmbedController | null = null;
  /** What was last told of this song, once it is under way. */
  #last: EmbedUpdate["data"] | null = null;
  /** What was last told of the song before, of which more may be on its way. */
  #left: EmbedUpdate["data"] | null = null;

  constructor(tracks: readonly PlayedTrack[], embedUrl: string) {
    super(tracks);
    this.#embedUrl = embedUrl;
  }

  override play(position: number): void {
    const isAnother = position !== this.getState().position;
    super.play(position);
    if (this.#controller === null || this.track === undefined) {
      return;
    }
    if (isAnother) {
      this.#left = this.#last;
      this.#last = null;
      this.#controller.loadUri(uriOf(this.track));
    }
    this.#controller.play();
  }

  toggle(): void {
    if (this.getState().isPlaying === true) {
      this.#controller?.pause();
    } else {
      this.#controller?.resume();
    }
  }

  close(): void {
    this.set({ position: null, isPlaying: null });
  }

  /** Where a plain frame would find the song. */
  frameOf({ track_id }: PlayedTrack): string {
    return `${this.#embedUrl}/embed/track/${encodeURIComponent(track_id)}`;
  }

  /** Puts the player's frame into the element. Throws `ScriptMissingError`. */
  async mount(element: HTMLElement, signal: AbortSignal): Promise<void> {
    const api = await loadEmbedApi(this.#embedUrl);
    const { track } = this;
    if (signal.aborted || track === undefined) {
      return;
    }
    const place = element.appendChild(document.createElement("div"));
    const options = { uri: uriOf(track), width: "100%", height: "100%" };
    api.createController(place, options, (controller) => {
      const leave = () => {
        controller.destroy();
        element.replaceChildren();
        this.#controller = null;
      };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener("abort", leave);
      this.#controller = controller;
      controller.addListener("ready", () => controller.play());
      controller.addListener("playback_update", ({ data }) => this.#follow(data));
      if (this.track !== undefined && this.track !== track) {
        controller.loadUri(uriOf(this.track));
      }
    });
  }

  #follow(now: EmbedUpdate["data"]): void {
    if (this.#left !== null && goesOn(this.#left, now)) {
      return;
    }
    this.#left = null;
    this.set({ isPlaying: !now.isPaused });
    if (this.#last !== null && isOver(this.#last, now)) {
      this.next();
      this.#last = null;
    } else if (now.position < now.duration - overBefore) {
      // What still comes of the song before stands at its end, and is no start of this one.
      this.#last = now;
    }
  }
}

function isOver(last: EmbedUpdate["data"], now: EmbedUpdate["data"]): boolean {
  const isAtEnd = now.duration > 0 && now.position >= now.duration - overBefore;
  const wasNearEnd = last.duration - last.position <= nearEnd;
  return isAtEnd || (wasNearEnd && now.isPaused && now.position < overBefore);
}

/** Whether this is told of the song that was left in its second half, and not of the one after. */
function goesOn(left: EmbedUpdate["data"], now: EmbedUpdate["data"]): boolean {
  const wasInSecondHalf = left.position > left.duration / 2;
  return wasInSecondHalf && now.duration === left.duration && now.position >= left.position;
}

function uriOf({ track_id }: PlayedTrack): string {
  return `spotify:track:${track_id}`;
}
