import { type Engine, SongBySong } from "./engine";

/** A listener's own files: the browser's audio element has the other controls. */
export class AudioEngine extends SongBySong implements Engine {
  readonly kind = "audio";

  close(): void {
    this.set({ position: null });
  }
}
