import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";

import type { PlaylistSummary } from "@/api/generated/model";
import { usePlaylists, useRegeneration } from "@/api/usePlaylists";
import { Announcer } from "@/components/ui/Announcer";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Movement } from "@/components/ui/Movement";
import { ruledList } from "@/components/ui/rows";
import { ListDeletion } from "@/features/lists/ListDeletion";
import { ListRow } from "@/features/lists/ListRow";

/** All lists of this visitor, newest first. */
export function ListsPage() {
  const navigate = useNavigate();
  const lists = usePlaylists();
  const again = useRegeneration();
  const [doomed, setDoomed] = useState<PlaylistSummary | null>(null);
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const deleted = useDeletedElsewhere();
  const tellDeletion = (name: string) => {
    setSaid(`${name} was deleted.`);
    heading.current?.focus();
  };
  useEffect(() => {
    if (deleted !== null) {
      tellDeletion(deleted);
      // Told once: not again when the page is loaded again.
      void navigate(".", { replace: true, state: null });
    }
  });
  const all = lists.data?.pages.flatMap(({ playlists }) => playlists);
  const regenerate = (id: string) =>
    again.mutate(id, { onSuccess: (next) => navigate(`/lists/${next.id}`) });
  return (
    <Box sx={{ display: "grid", gap: 3, pt: { xs: 2, md: 3 } }}>
      <title>Your lists · Humoresque</title>
      <Box component="h1" sx={{ position: "absolute", clipPath: "inset(50%)" }}>
        Your lists
      </Box>
      <Movement direction="newest first" headingRef={heading} numeral="I" title="Programmes so far">
        <Box sx={{ display: "grid", gap: 2 }}>
          <Announcer text={said} />
          {again.error !== null && (
            <ErrorNotice
              error={again.error}
              onRetry={() => again.variables !== undefined && regenerate(again.variables)}
            />
          )}
          <ListDeletion list={doomed} onCancel={() => setDoomed(null)} onDeleted={tellDeletion} />
          {said !== "" && <Typography aria-hidden>{said}</Typography>}
          {lists.isPending && <Loading />}
          {all?.length === 0 && <NoLists />}
          {all !== undefined && all.length > 0 && (
            <Box aria-label="Your lists" component="ul" sx={ruledList}>
              {all.map((list) => (
                <ListRow
                  isPending={again.isPending && again.variables === list.id}
                  key={list.id}
                  list={list}
                  onDelete={() => setDoomed(list)}
                  onRegenerate={() => regenerate(list.id)}
                />
              ))}
            </Box>
          )}
          {lists.error !== null && (
            <ErrorNotice error={lists.error} onRetry={() => void lists.refetch()} />
          )}
          {lists.hasNextPage && (
            <Box>
              <Button
                loading={lists.isFetchingNextPage}
                onClick={() => void lists.fetchNextPage()}
                variant="outlined"
              >
                Older lists
              </Button>
            </Box>
          )}
        </Box>
      </Movement>
    </Box>
  );
}

/** The name of the list that was deleted on its own page just now. */
function useDeletedElsewhere(): string | null {
  const state: unknown = useLocation().state;
  return typeof state === "object" &&
    state !== null &&
    "deleted" in state &&
    typeof state.deleted === "string"
    ? state.deleted
    : null;
}

function NoLists() {
  return (
    <Box>
      <Typography sx={{ mb: 2 }} variant="subtitle1">
        There are none yet. Every list that you ask for is kept here until you delete it.
      </Typography>
      <Button component={Link} to="/music" variant="contained">
        Make the first one
      </Button>
    </Box>
  );
}

function Loading() {
  return (
    <Box aria-busy="true" aria-label="Loading your lists" role="status">
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} sx={{ height: 64, transform: "none", mb: 1 }} />
      ))}
    </Box>
  );
}
