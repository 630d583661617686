import { useState } from "react";

import type { PlaylistRequest, Question } from "@/api/generated/model";
import { describeProblem } from "@/api/problemWords";
import { useNewPlaylist } from "@/api/useNewPlaylist";
import { usePlaylist } from "@/api/usePlaylists";

/** The list at hand, or what the server asks before it makes one; a failure leaves both. */
export function usePlaylistSession(restoredId: string | null, isFreshAgain: boolean) {
  const { mutate, error, isPending, reset } = useNewPlaylist();
  const [id, setId] = useState<string | null>(restoredId);
  const [question, setQuestion] = useState<Question | null>(null);
  const [isFresh, setIsFresh] = useState(isFreshAgain);
  const { data: playlist, error: loadError, refetch } = usePlaylist(id);

  const show = (next: string) => {
    setQuestion(null);
    setId(next);
    setIsFresh(true);
  };

  const recommend = (request: PlaylistRequest) => {
    mutate(request, {
      onSuccess: (answer) => {
        if ("question" in answer) {
          setQuestion(answer.question);
        } else {
          show(answer.id);
        }
      },
    });
  };

  return {
    id,
    playlist: playlist ?? null,
    /** Why the list at hand could not be loaded; one that was deleted is not missed. */
    loadError: describeProblem(loadError).mayPass ? loadError : null,
    load: () => void refetch(),
    show,
    /** Whether the list has come and was not looked at yet. */
    isFresh,
    lookAt: () => setIsFresh(false),
    question,
    dropQuestion: () => setQuestion(null),
    recommend,
    error,
    isPending,
    clear: () => {
      reset();
      setId(null);
      setQuestion(null);
    },
  };
}
