import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import { hearingOf, isOwn } from "@/api/hearing";
import { AudioEngine } from "./audioEngine";
import { EmbedEngine } from "./embedEngine";
import { type PlayedTrack, type PlayerState, silence } from "./engine";
import type { Refusal } from "./sdkDevice";
import { SdkEngine } from "./sdkEngine";

export type AnyEngine = AudioEngine | EmbedEngine | SdkEngine;

interface PlayedList {
  id: string;
  tracks: readonly PlayedTrack[];
}

/** Where Spotify's players come from. */
export interface PlayerSources {
  sdk_url: string;
  embed_url: string;
}

export interface Playback {
  engine: AnyEngine | null;
  state: PlayerState;
  /** Why the Embed player stands in for Spotify's device in this page. */
  refusal: Refusal | null;
  /** The refusal was read. */
  dismissRefusal: () => void;
  /** Plays this song; the one that plays is paused, and goes on at the next time. */
  play: (position: number) => void;
  /** Makes this page a Spotify device and plays the list on it. */
  playHere: (from?: number) => void;
  close: () => void;
}

const noSubscription = () => () => undefined;
const getSilence = () => silence;

/** The one player of a list. Nothing of it is there before the person presses play. */
export function usePlayback(
  { id, tracks }: PlayedList,
  { sdk_url, embed_url }: PlayerSources,
): Playback {
  const [playing, setPlaying] = useState<{ listId: string; engine: AnyEngine } | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const open = useRef<AnyEngine | null>(null);
  const close = () => {
    setRefusal(null);
    open.current?.close();
    open.current = null;
    setPlaying(null);
  };
  const start = (engine: AnyEngine, position: number) => {
    open.current?.close();
    open.current = engine;
    setPlaying({ listId: id, engine });
    engine.play(position);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a player is its list's own
  useEffect(() => close, [id]);

  const engine = playing?.listId === id ? playing.engine : null;
  const state = useSyncExternalStore(
    engine?.subscribe ?? noSubscription,
    engine?.getState ?? getSilence,
  );
  const makeUsual = () => {
    const played = tracks.filter((track) => ["page", "spotify"].includes(hearingOf(track, tracks)));
    return tracks.some(isOwn) ? new AudioEngine(played) : new EmbedEngine(played, embed_url);
  };
  const playHere = (from = 1) => {
    setRefusal(null);
    const here = new SdkEngine({
      listId: id,
      tracks,
      sdkUrl: sdk_url,
      onRefusal: (reason, position) => {
        // It may have been closed, or another one opened, while Spotify was asked.
        if (open.current === here) {
          setRefusal(reason);
          start(makeUsual(), position);
        }
      },
    });
    start(here, state.position ?? from);
  };
  const play = (position: number) => {
    if (engine === null) {
      start(makeUsual(), position);
    } else if (position === state.position && state.isPlaying !== null && "toggle" in engine) {
      engine.toggle();
    } else {
      engine.play(position);
    }
  };
  return {
    engine,
    state,
    refusal,
    dismissRefusal: () => setRefusal(null),
    play,
    playHere,
    close,
  };
}
