import { useMusicSession } from "@/app/session/MusicSession";
import { SpotifyNotices } from "@/features/account/SpotifyNotices";

/** What there is to say of the listener's Spotify account, on whichever page. */
export function SpotifyNews() {
  const { spotify } = useMusicSession();
  const { returned, leavingError, logOutError } = spotify;
  return (
    <SpotifyNotices
      account={spotify.account}
      error={leavingError ?? logOutError}
      hadPhoto={returned?.hadPhoto === true}
      logOutAddress={spotify.logOutAddress}
      onConnect={() => spotify.connect("log-in")}
      onDismiss={spotify.dismiss}
      onRetry={leavingError === null ? spotify.logOut : spotify.leaveAgain}
      onTryAgain={() => returned !== null && spotify.connect(returned.purpose, returned.act)}
      outcome={returned?.outcome ?? null}
    />
  );
}
