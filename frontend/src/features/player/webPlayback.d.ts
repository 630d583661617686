/**
 * Spotify's Web Playback SDK, as far as this page uses it (Spotify: "Web Playback SDK Reference").
 * Times in milliseconds, volume from 0 to 1.
 */

export interface SdkImage {
  url: string;
  width?: number | null;
  height?: number | null;
}

export interface SdkTrack {
  id: string | null;
  uri: string;
  name: string;
  duration_ms: number;
  type: "track" | "episode" | "ad";
  album: { name: string; uri: string; images: SdkImage[] };
  artists: { name: string; uri: string }[];
  /** The song that was asked for, where Spotify plays another edition of it. */
  linked_from?: { uri: string | null; id: string | null } | null;
}

export interface SdkState {
  paused: boolean;
  position: number;
  duration: number;
  loading: boolean;
  timestamp: number;
  disallows: Record<string, boolean | undefined>;
  track_window: {
    current_track: SdkTrack | null;
    previous_tracks: SdkTrack[];
    next_tracks: SdkTrack[];
  };
}

interface SdkFailure {
  message: string;
}

export interface SdkEvents {
  ready: (device: { device_id: string }) => void;
  not_ready: (device: { device_id: string }) => void;
  /** Null: this page is not the active device (any more). */
  player_state_changed: (state: SdkState | null) => void;
  autoplay_failed: () => void;
  initialization_error: (failure: SdkFailure) => void;
  authentication_error: (failure: SdkFailure) => void;
  account_error: (failure: SdkFailure) => void;
  playback_error: (failure: SdkFailure) => void;
}

export interface SdkOptions {
  name: string;
  /** Asked at every connecting and whenever the token has expired. */
  getOAuthToken: (give: (token: string) => void) => void;
  volume?: number;
  enableMediaSession?: boolean;
}

export interface SdkPlayer {
  connect(): Promise<boolean>;
  disconnect(): void;
  addListener<E extends keyof SdkEvents>(event: E, listener: SdkEvents[E]): boolean;
  getCurrentState(): Promise<SdkState | null>;
  getVolume(): Promise<number>;
  setVolume(volume: number): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  togglePlay(): Promise<void>;
  seek(position: number): Promise<void>;
  previousTrack(): Promise<void>;
  nextTrack(): Promise<void>;
  /** Lets the page sound; only within a person's click. */
  activateElement(): Promise<void>;
}

export interface SdkNamespace {
  Player: new (options: SdkOptions) => SdkPlayer;
}

declare global {
  interface Window {
    Spotify?: SdkNamespace;
    /** The script calls it when it has come. */
    onSpotifyWebPlaybackSDKReady?: () => void;
  }
}
