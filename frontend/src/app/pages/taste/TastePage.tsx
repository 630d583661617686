import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";

import { useTaste } from "@/api/useTaste";
import { useMusicSession } from "@/app/session/MusicSession";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Movement } from "@/components/ui/Movement";
import { ListeningOnSpotify } from "@/features/account/ListeningOnSpotify";
import { OpinionList } from "@/features/opinions/OpinionList";
import { FavouriteArtists } from "@/features/taste/FavouriteArtists";
import { ForgetEverything } from "@/features/taste/ForgetEverything";
import { HistoryImport } from "@/features/taste/HistoryImport";

/** What the visitor told of their taste, all of it to be seen, changed and deleted. */
export function TastePage() {
  const { data, error, isPending, refetch } = useTaste();
  const { playlists, spotify } = useMusicSession();
  return (
    <Box sx={{ display: "grid", gap: { xs: 5, md: 7 }, pt: { xs: 2, md: 3 } }}>
      <title>Your taste · Humoresque</title>
      <Box>
        <Typography component="h1" variant="h2">
          Your taste
        </Typography>
        <Typography sx={{ mt: 1, maxWidth: "42rem" }} variant="subtitle1">
          Artists and history guide lists with high or medium personalization, opinions guide every
          list. They are used when a list is made, and nothing is learned from them.
        </Typography>
      </Box>
      {isPending && (
        <Box aria-busy="true" aria-label="Loading your taste" role="status">
          <Skeleton sx={{ height: 240, transform: "none" }} />
        </Box>
      )}
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Movement direction="dearest first" numeral="I" title="Favourite artists">
            <FavouriteArtists artists={data.favourite_artists} />
          </Movement>
          <Movement direction="what you have played" numeral="II" title="Listening history">
            <HistoryImport history={data.history} />
          </Movement>
          <Movement direction="of single songs" numeral="III" title="Your opinions">
            <OpinionList opinions={data.opinions} />
          </Movement>
        </>
      )}
      {spotify.state?.configured === true && (
        <Movement direction="asked for bit by bit" numeral="IV" title="Your listening on Spotify">
          <ListeningOnSpotify
            heard={data?.spotify ?? null}
            isLeaving={spotify.isLeaving}
            isLoggingOut={spotify.isLoggingOut}
            onConnect={() => spotify.connect("log-in")}
            onLogOut={spotify.logOut}
            state={spotify.state}
          />
        </Movement>
      )}
      {spotify.state?.configured === false && (
        <Typography sx={{ color: "text.secondary" }} variant="body2">
          Spotify is not set up on this server. Whoever runs it finds in its documentation
          (docs/spotify.md) how listeners can connect their accounts.
        </Typography>
      )}
      <Movement
        direction="da capo"
        numeral={spotify.state?.configured === true ? "V" : "IV"}
        title="Start afresh"
      >
        <ForgetEverything onForgotten={playlists.clear} />
      </Movement>
    </Box>
  );
}
