import { screen } from "@testing-library/react";
import { vi } from "vitest";

import type { PlaylistTrack } from "@/api/generated/model";
import { PlayerPanel } from "@/features/player/PlayerPanel";
import { type PlayerSources, usePlayback } from "@/features/player/usePlayback";
import { playlist } from "./fixtures";
import { renderWithProviders } from "./render";

let bench = 0;

interface BenchProps {
  tracks: readonly PlaylistTrack[];
  sources: PlayerSources;
  onConnect: () => void;
}

/** A list with its player and nothing else of the page. */
function PlayerBench({ tracks, sources, onConnect }: BenchProps) {
  const playback = usePlayback({ id: playlist().id, tracks }, sources);
  return (
    <>
      {tracks.map(({ position }) => (
        <button
          aria-current={position === playback.state.position}
          key={position}
          onClick={() => playback.play(position)}
          type="button"
        >
          Row {position}
        </button>
      ))}
      <button onClick={() => playback.playHere()} type="button">
        Play here
      </button>
      <PlayerPanel
        onClose={playback.close}
        onConnect={onConnect}
        playback={playback}
        tracks={tracks}
      />
    </>
  );
}

/** Scripts that came stay in the browser's memory: every bench has addresses of its own. */
export function showPlayer(tracks: readonly PlaylistTrack[] = playlist().tracks) {
  bench += 1;
  const sources = {
    sdk_url: `https://sdk.example/${bench}.js`,
    embed_url: `https://embed.example/${bench}`,
  };
  const onConnect = vi.fn();
  const view = renderWithProviders(
    <PlayerBench onConnect={onConnect} sources={sources} tracks={tracks} />,
  );
  return { sources, onConnect, ...view };
}

/** Position of the row that is marked, if one is. */
export function markedRow(): string | null {
  const rows = screen.getAllByRole("button", { name: /^Row/ });
  return rows.find((row) => row.ariaCurrent === "true")?.textContent ?? null;
}
