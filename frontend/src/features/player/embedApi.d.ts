/** The iFrame API of Spotify's Embed player (Spotify: "iFrame API Reference"). Times in milliseconds. */

export interface EmbedUpdate {
  data: { isPaused: boolean; isBuffering: boolean; duration: number; position: number };
}

export interface EmbedEvents {
  ready: () => void;
  playback_update: (update: EmbedUpdate) => void;
}

export interface EmbedController {
  loadUri(uri: string): void;
  play(): void;
  pause(): void;
  resume(): void;
  destroy(): void;
  addListener<E extends keyof EmbedEvents>(event: E, listener: EmbedEvents[E]): void;
}

export interface EmbedOptions {
  uri: string;
  width?: number | string;
  height?: number | string;
}

export interface EmbedApi {
  /** Puts a frame in the element's place. */
  createController(
    element: HTMLElement,
    options: EmbedOptions,
    done: (controller: EmbedController) => void,
  ): void;
}

declare global {
  interface Window {
    /** The script calls it when it has come. */
    onSpotifyIframeApiReady?: (api: EmbedApi) => void;
  }
}
