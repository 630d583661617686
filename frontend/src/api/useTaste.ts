import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  deleteHistory,
  forgetVisitor,
  getTaste,
  importHistory,
  setFavouriteArtists,
} from "./generated/humoresque";
import type { Taste } from "./generated/model";

export const tasteKey = ["taste"];
const favouritesKey = ["favourite-artists"];
const importWithinMs = 300_000;

/** What the visitor told of their taste: favourite artists, a history, opinions. */
export function useTaste() {
  return useQuery({ queryKey: tasteKey, queryFn: ({ signal }) => getTaste({ signal }) });
}

/** Changes the favourite artists at once on the page; a failure brings the former ones back. */
export function useFavouriteArtists() {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: favouritesKey,
    // One after the other: each sends the whole list, and the last one counts.
    scope: { id: "favourite-artists" },
    mutationFn: (artists: string[]) => setFavouriteArtists({ artists }),
    onMutate: async (artists) => {
      await queries.cancelQueries({ queryKey: tasteKey });
      const before = queries.getQueryData<Taste>(tasteKey);
      if (before !== undefined) {
        queries.setQueryData<Taste>(tasteKey, { ...before, favourite_artists: artists });
      }
      return before;
    },
    onError: (_, __, before) => queries.setQueryData(tasteKey, before),
    onSettled: () =>
      // What the server has now must not replace what is still on its way there.
      queries.isMutating({ mutationKey: favouritesKey }) > 1
        ? undefined
        : queries.invalidateQueries({ queryKey: tasteKey }),
  });
}

/** Sends the files of a listening history; they are read in memory and matched to the catalog. */
export function useHistoryImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (files: File[]) => importHistory({ files }, { withinMs: importWithinMs }),
    onSuccess: () => queries.invalidateQueries({ queryKey: tasteKey }),
  });
}

export function useHistoryDeletion() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => deleteHistory(),
    onSuccess: () => queries.invalidateQueries({ queryKey: tasteKey }),
  });
}

/** Deletes everything that the server keeps of this visitor. */
export function useForgetting() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => forgetVisitor(),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: ["playlist"] });
      queries.removeQueries({ queryKey: ["playlists"] });
      await queries.invalidateQueries({ queryKey: ["spotify"] });
      await queries.invalidateQueries({ queryKey: tasteKey });
    },
  });
}
