import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { Link, useParams } from "react-router";

import { useSharedPlaylist } from "@/api/usePlaylists";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Movement } from "@/components/ui/Movement";
import { SharedSongs } from "@/features/lists/SharedSongs";

/** A list that somebody gave a link to: its name and its songs. */
export function SharedPage() {
  const { token = "" } = useParams();
  const { data, error, isPending, refetch } = useSharedPlaylist(token);
  return (
    <Box sx={{ display: "grid", gap: 3, pt: { xs: 2, md: 3 } }}>
      <title>{`${data?.name ?? "A shared list"} · Humoresque`}</title>
      <meta content="noindex" name="robots" />
      <Box component="h1" sx={{ position: "absolute", clipPath: "inset(50%)" }}>
        A shared list
      </Box>
      {isPending && (
        <Box aria-busy="true" aria-label="Loading the list" role="status">
          <Skeleton sx={{ height: 320, transform: "none" }} />
        </Box>
      )}
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <Movement direction={`${data.songs.length} songs`} numeral="I" title={data.name}>
          <Typography sx={{ mb: 2.5 }} variant="subtitle1">
            Somebody shared this list with you.
          </Typography>
          <SharedSongs songs={data.songs} />
        </Movement>
      )}
      {!isPending && (
        <Box>
          <Button component={Link} to="/music" variant="contained">
            Make a list of your own
          </Button>
        </Box>
      )}
    </Box>
  );
}
