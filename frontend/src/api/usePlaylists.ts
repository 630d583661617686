import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { ProblemError } from "./errors";
import {
  deletePlaylist,
  getPlaylist,
  getSharedPlaylist,
  listPlaylists,
  regeneratePlaylist,
  renamePlaylist,
  sharePlaylist,
  unsharePlaylist,
} from "./generated/humoresque";
import type { Playlist } from "./generated/model";

const pageSize = 20;
const listsKey = ["playlists"];

export function playlistKey(id: string): string[] {
  return ["playlist", id];
}

/** One saved list of this visitor. */
export function usePlaylist(id: string | null) {
  return useQuery({
    queryKey: playlistKey(id ?? ""),
    queryFn: ({ signal }) => getPlaylist(id ?? "", { signal }),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A list that somebody shares: its name and songs. */
export function useSharedPlaylist(token: string) {
  return useQuery({
    queryKey: ["shared", token],
    queryFn: ({ signal }) => getSharedPlaylist(token, { signal }),
  });
}

/** All lists of this visitor, newest first, page by page. */
export function usePlaylists() {
  return useInfiniteQuery({
    queryKey: listsKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      listPlaylists(
        { limit: pageSize, ...(pageParam !== null && { before: pageParam }) },
        { signal },
      ),
    getNextPageParam: ({ next }) => next,
  });
}

/** Puts a list that the server sent where the page looks for it. */
export function useListKeeping() {
  const queries = useQueryClient();
  return {
    keep: async (list: Playlist) => {
      queries.setQueryData(playlistKey(list.id), list);
      await queries.invalidateQueries({ queryKey: listsKey });
    },
    drop: async (id: string) => {
      queries.removeQueries({ queryKey: playlistKey(id) });
      await queries.invalidateQueries({ queryKey: listsKey });
    },
  };
}

export function useRenaming() {
  const { keep } = useListKeeping();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) => renamePlaylist(id, { name }),
    onSuccess: keep,
  });
}

export function useDeletion() {
  const { drop } = useListKeeping();
  return useMutation({
    mutationFn: async ({ id }: { id: string; name: string }) => {
      try {
        await deletePlaylist(id);
      } catch (error) {
        // Gone already, by another tab: that is what was asked for.
        if (!(error instanceof ProblemError && error.facts.slug === "unknown-playlist")) {
          throw error;
        }
      }
    },
    onSuccess: (_, { id }) => drop(id),
  });
}

/** The same wishes and seed again, as a new list. */
export function useRegeneration() {
  const { keep } = useListKeeping();
  return useMutation({ mutationFn: (id: string) => regeneratePlaylist(id), onSuccess: keep });
}

/** Turns the link on or off by which others see a list's name and songs. */
export function useSharing() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, shared }: { id: string; shared: boolean }) => {
      if (shared) {
        return (await sharePlaylist(id)).share_url;
      }
      await unsharePlaylist(id);
      return null;
    },
    onSuccess: async (share_url, { id, shared }) => {
      queries.setQueryData<Playlist>(playlistKey(id), (list) =>
        list === undefined ? undefined : { ...list, shared, share_url },
      );
      await queries.invalidateQueries({ queryKey: listsKey });
    },
  });
}
