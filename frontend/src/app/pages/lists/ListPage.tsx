import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import { useState } from "react";
import { Link as RouterLink, useNavigate, useParams } from "react-router";

import type { Playlist } from "@/api/generated/model";
import { useNewPlaylist } from "@/api/useNewPlaylist";
import { usePlaylist } from "@/api/usePlaylists";
import { ListActions } from "@/app/programme/ListActions";
import { Programme } from "@/app/programme/Programme";
import { requestLike } from "@/app/programme/requestLike";
import { useMusicSession } from "@/app/session/MusicSession";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Icon } from "@/components/ui/Icon";
import { ListDeletion } from "@/features/lists/ListDeletion";

/** One saved list. */
export function ListPage() {
  const { id = "" } = useParams();
  const { data, error, isPending, refetch } = usePlaylist(id);
  return (
    <Box sx={{ display: "grid", gap: 3, pt: { xs: 2, md: 3 } }}>
      <title>{`${data?.name ?? "A list"} · Humoresque`}</title>
      <Box component="h1" sx={{ position: "absolute", clipPath: "inset(50%)" }}>
        {data?.name ?? "A list"}
      </Box>
      <Link component={RouterLink} sx={{ width: "fit-content", py: 1 }} to="/lists">
        All your lists
      </Link>
      {isPending && (
        <Box aria-busy="true" aria-label="Loading the list" role="status">
          <Skeleton sx={{ height: 320, transform: "none" }} />
        </Box>
      )}
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <SavedList list={data} />}
    </Box>
  );
}

function SavedList({ list }: { list: Playlist }) {
  const navigate = useNavigate();
  const another = useNewPlaylist();
  const { spotify } = useMusicSession();
  const [isDoomed, setIsDoomed] = useState(false);
  const open = (id: string) => navigate(`/lists/${id}`);
  const askForAnother = () =>
    another.mutate(requestLike(list), {
      onSuccess: (answer) => {
        if ("id" in answer) {
          void open(answer.id);
        }
      },
    });
  return (
    <>
      {another.error !== null && <ErrorNotice error={another.error} onRetry={askForAnother} />}
      <ListDeletion
        list={isDoomed ? list : null}
        onCancel={() => setIsDoomed(false)}
        onDeleted={(name) => navigate("/lists", { state: { deleted: name } })}
      />
      <Programme
        actions={
          <>
            <ListActions
              isPending={another.isPending}
              list={list}
              onAgain={open}
              onAnother={askForAnother}
            />
            <Button
              color="error"
              onClick={() => setIsDoomed(true)}
              startIcon={<Icon name="bin" />}
              variant="outlined"
            >
              Delete
            </Button>
          </>
        }
        // What kept one from coming back to the list is told above it.
        isFresh={spotify.returned === null || spotify.returned.outcome === "connected"}
        numeral="I"
        playlist={list}
      />
    </>
  );
}
