import type { NotFoundSong, PlaylistTrack } from "@/api/generated/model";

export type PlayedTrack = Pick<
  PlaylistTrack,
  "position" | "track_id" | "title" | "artists" | "audio_url" | "spotify_url"
>;

/** What Spotify says of the song that plays; its picture is shown as it is. */
export interface PlayingSong {
  title: string;
  artists: string[];
  imageUrl: string | null;
  spotifyUrl: string | null;
}

/** Where a song is, and when (by `performance.now()`) it was there. Milliseconds. */
export interface Clock {
  progress: number;
  duration: number;
  at: number;
}

/** What a person may have to know or do. */
export type Remark =
  | { kind: "starting" }
  | { kind: "reconnecting" }
  | { kind: "press-play" }
  | { kind: "lost" }
  | { kind: "log-in" }
  | { kind: "problem"; error: unknown; retry: () => void };

export interface PlayerState {
  /** Position (from 1) of the list's song; null while something else plays. */
  position: number | null;
  /** Null where the player has a button of its own. */
  isPlaying: boolean | null;
  hasPrevious: boolean;
  hasNext: boolean;
  song: PlayingSong | null;
  clock: Clock | null;
  /** Percent; null where it cannot be set from here. */
  volume: number | null;
  /** Name of the other device that plays, if one does. */
  device: string | null;
  remark: Remark | null;
  /** Songs that Spotify does not have, and leaves out. */
  missing: readonly NotFoundSong[];
  /** Titles of songs that did not play. */
  unplayable: readonly string[];
}

export const silence: PlayerState = {
  position: null,
  isPlaying: null,
  hasPrevious: false,
  hasNext: false,
  song: null,
  clock: null,
  volume: null,
  device: null,
  remark: null,
  missing: [],
  unplayable: [],
};

/** One way of playing a list's songs. What it lacks, its own surface in the page does. */
export interface Engine {
  readonly getState: () => PlayerState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Plays the list from this position on; called within the person's click. */
  play: (position: number) => void;
  next: () => void;
  previous: () => void;
  toggle?: () => void;
  /** To this millisecond of the song. */
  seek?: (to: number) => void;
  /** In percent. */
  setVolume?: (percent: number) => void;
  close: () => void;
}

/** The state of an engine, for React to follow. */
export class EngineState {
  #state = silence;
  readonly #listeners = new Set<() => void>();

  readonly getState = (): PlayerState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  protected set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** An engine that is given one song after the other. */
export class SongBySong extends EngineState {
  readonly #tracks: readonly PlayedTrack[];

  constructor(tracks: readonly PlayedTrack[]) {
    super();
    this.#tracks = tracks;
  }

  get track(): PlayedTrack | undefined {
    return this.#tracks[this.#index];
  }

  play(position: number): void {
    const index = this.#tracks.findIndex((track) => track.position === position);
    this.set({
      position,
      hasPrevious: this.#tracks[index - 1] !== undefined,
      hasNext: this.#tracks[index + 1] !== undefined,
    });
  }

  next(): void {
    this.#move(1);
  }

  previous(): void {
    this.#move(-1);
  }

  get #index(): number {
    const { position } = this.getState();
    return this.#tracks.findIndex((track) => track.position === position);
  }

  #move(by: number): void {
    const track = this.#tracks[this.#index + by];
    if (track !== undefined) {
      this.play(track.position);
    }
  }
}

/** How far a song has come by now, in milliseconds. */
export function progressNow({ clock, isPlaying }: PlayerState): number {
  if (clock === null) {
    return 0;
  }
  const passed = isPlaying === true ? performance.now() - clock.at : 0;
  return Math.min(clock.progress + passed, clock.duration);
}
