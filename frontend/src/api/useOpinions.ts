import { useMutation, useQueryClient } from "@tanstack/react-query";

import { deleteOpinion, resetOpinions, setOpinion } from "./generated/humoresque";
import type { OpinionKind, Playlist } from "./generated/model";
import { tasteKey } from "./useTaste";

interface Said {
  trackId: string;
  /** Null takes the opinion back. */
  opinion: OpinionKind | null;
}

const listKey = ["playlist"];

/** Says what one thinks of a song: at once on every list on the page, undone when it fails. */
export function useOpinion() {
  const queries = useQueryClient();
  return useMutation({
    // One after the other, so that the last word is the one that is kept.
    scope: { id: "opinions" },
    mutationFn: async ({ trackId, opinion }: Said) => {
      await (opinion === null ? deleteOpinion(trackId) : setOpinion(trackId, { opinion }));
    },
    onMutate: async ({ trackId, opinion }) => {
      await queries.cancelQueries({ queryKey: listKey });
      const before = queries.getQueriesData<Playlist>({ queryKey: listKey });
      queries.setQueriesData<Playlist>({ queryKey: listKey }, (list) =>
        list === undefined ? undefined : withOpinion(list, trackId, opinion),
      );
      return before;
    },
    onError: (_, __, before) => {
      for (const [key, list] of before ?? []) {
        queries.setQueryData(key, list);
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: tasteKey }),
  });
}

/** Takes all opinions back. */
export function useOpinionReset() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => resetOpinions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: listKey });
      await queries.invalidateQueries({ queryKey: tasteKey });
    },
  });
}

function withOpinion(list: Playlist, trackId: string, opinion: OpinionKind | null): Playlist {
  return {
    ...list,
    tracks: list.tracks.map((track) =>
      track.track_id === trackId ? { ...track, opinion } : track,
    ),
  };
}
