/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type {
  AccessToken,
  ArtistList,
  Authenticated,
  AuthorizationUrl,
  CurrentlyPlaying,
  DeviceList,
  ExportPlaylist200Five,
  ExportPlaylist200Three,
  ExportPlaylistParams,
  FavouriteArtistsRequest,
  GenreList,
  GetAuthUrlParams,
  GetEmotionFromPhotoBody,
  HistoryReport,
  ImportHistoryBody,
  ListMoodsParams,
  ListPlaylistsParams,
  Live,
  LoggedOut,
  MoodList,
  OnDevice,
  Opinion,
  OpinionRequest,
  OwnMusic,
  PhotoReading,
  PlayAnswer,
  PlayRequest,
  Playlist,
  PlaylistPage,
  PlaylistQuestion,
  PlaylistRequest,
  QueueRequest,
  Ready,
  RenameRequest,
  SavePlaylistRequest,
  SavedPlaylist,
  SearchArtistsParams,
  SeekRequest,
  ShareLink,
  SharedPlaylist,
  SpotifyProfile,
  SpotifyState,
  Status,
  Taste,
  TokenExpiry,
  TransferRequest,
  VolumeRequest
} from './model';

import { request } from '../http';
export const getGetEmotionFromPhotoUrl = () => {




  return `/api/get-emotion-from-photo`
}

/**
 * All faces, largest first; a photo without a face has an empty list and nulls.
 * @summary Read the expressions on the faces of a photo
 */
export const getEmotionFromPhoto = async (getEmotionFromPhotoBody: GetEmotionFromPhotoBody, options?: Parameters<typeof request>[1]): Promise<PhotoReading> => {
    const formData = new FormData();
formData.append(`file`, getEmotionFromPhotoBody.file);

  return request<PhotoReading>(getGetEmotionFromPhotoUrl(),
  {
    ...options,
    method: 'POST'
    ,
    body: formData
  }
);}



export const getCreatePlaylistUrl = () => {




  return `/api/create-playlist-based-on-parameters`
}

/**
 * Choose and save; or a 200 with a question when the expression is hard to tell.
 * @summary Recommend songs for an emotion and save them as a playlist
 */
export const createPlaylist = async (playlistRequest: PlaylistRequest, options?: Parameters<typeof request>[1]): Promise<PlaylistQuestion | Playlist> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<PlaylistQuestion | Playlist>(getCreatePlaylistUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(playlistRequest)
  }
);}



export const getListPlaylistsUrl = (params?: ListPlaylistsParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/playlists?${stringifiedParams}` : `/api/playlists`
}

/**
 * A page of ``limit`` lists made before ``before``, which is ``next`` of the page before.
 * @summary List the visitor's own playlists, newest first
 */
export const listPlaylists = async (params?: ListPlaylistsParams, options?: Parameters<typeof request>[1]): Promise<PlaylistPage> => {

  return request<PlaylistPage>(getListPlaylistsUrl(params),
  {
    ...options,
    method: 'GET'


  }
);}



export const getGetPlaylistUrl = (playlistId: string,) => {




  return `/api/playlists/${playlistId}`
}

/**
 * 404 for what does not exist and for what another visitor has.
 * @summary Read one of the visitor's own playlists
 */
export const getPlaylist = async (playlistId: string, options?: Parameters<typeof request>[1]): Promise<Playlist> => {

  return request<Playlist>(getGetPlaylistUrl(playlistId),
  {
    ...options,
    method: 'GET'


  }
);}



export const getRenamePlaylistUrl = (playlistId: string,) => {




  return `/api/playlists/${playlistId}`
}

/**
 * The songs stay as they are.
 * @summary Give a playlist another name
 */
export const renamePlaylist = async (playlistId: string,
    renameRequest: RenameRequest, options?: Parameters<typeof request>[1]): Promise<Playlist> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<Playlist>(getRenamePlaylistUrl(playlistId),
  {
    ...options,
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(renameRequest)
  }
);}



export const getDeletePlaylistUrl = (playlistId: string,) => {




  return `/api/playlists/${playlistId}`
}

/**
 * With its songs and its link.
 * @summary Delete a playlist
 */
export const deletePlaylist = async (playlistId: string, options?: Parameters<typeof request>[1]): Promise<void> => {

  return request<void>(getDeletePlaylistUrl(playlistId),
  {
    ...options,
    method: 'DELETE'


  }
);}



export const getRegeneratePlaylistUrl = (playlistId: string,) => {




  return `/api/playlists/${playlistId}/regenerate`
}

/**
 * The same seed, wishes and taste as then: the same songs while the catalog is the same.
 * @summary Make a playlist again, as a new one
 */
export const regeneratePlaylist = async (playlistId: string, options?: Parameters<typeof request>[1]): Promise<Playlist> => {

  return request<Playlist>(getRegeneratePlaylistUrl(playlistId),
  {
    ...options,
    method: 'POST'


  }
);}



export const getExportPlaylistUrl = (playlistId: string,
    params: ExportPlaylistParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/playlists/${playlistId}/export?${stringifiedParams}` : `/api/playlists/${playlistId}/export`
}

/**
 * The name and the songs; nothing of the expression.
 * @summary Save a playlist as a file
 */
export const exportPlaylist = async (playlistId: string,
    params: ExportPlaylistParams, options?: Parameters<typeof request>[1]): Promise<Blob | ExportPlaylist200Three | ExportPlaylist200Five> => {

  return request<Blob | ExportPlaylist200Three | ExportPlaylist200Five>(getExportPlaylistUrl(playlistId,params),
  {
    ...options,
    method: 'GET'


  }
);}



export const getSharePlaylistUrl = (playlistId: string,) => {




  return `/api/playlists/${playlistId}/share`
}

/**
 * The same link until it is taken back.
 * @summary Make a link by which anyone sees name and songs
 */
export const sharePlaylist = async (playlistId: string, options?: Parameters<typeof request>[1]): Promise<ShareLink> => {

  return request<ShareLink>(getSharePlaylistUrl(playlistId),
  {
    ...options,
    method: 'PUT'


  }
);}



export const getUnsharePlaylistUrl = (playlistId: string,) => {




  return `/api/playlists/${playlistId}/share`
}

/**
 * It is dead at once; sharing again makes another one.
 * @summary Take the link back
 */
export const unsharePlaylist = async (playlistId: string, options?: Parameters<typeof request>[1]): Promise<void> => {

  return request<void>(getUnsharePlaylistUrl(playlistId),
  {
    ...options,
    method: 'DELETE'


  }
);}



export const getGetSharedPlaylistUrl = (token: string,) => {




  return `/api/shared/${token}`
}

/**
 * Name and songs only.
 * @summary Read a playlist that was shared
 */
export const getSharedPlaylist = async (token: string, options?: Parameters<typeof request>[1]): Promise<SharedPlaylist> => {

  return request<SharedPlaylist>(getGetSharedPlaylistUrl(token),
  {
    ...options,
    method: 'GET'


  }
);}



export const getGetTasteUrl = () => {




  return `/api/taste`
}

/**
 * Empty for a visitor who said nothing yet.
 * @summary Everything kept of the visitor's taste
 */
export const getTaste = async ( options?: Parameters<typeof request>[1]): Promise<Taste> => {

  return request<Taste>(getGetTasteUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getSetFavouriteArtistsUrl = () => {




  return `/api/taste/favourite-artists`
}

/**
 * An empty list forgets them.
 * @summary Name the favourite artists, in place of those named before
 */
export const setFavouriteArtists = async (favouriteArtistsRequest: FavouriteArtistsRequest, options?: Parameters<typeof request>[1]): Promise<Taste> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<Taste>(getSetFavouriteArtistsUrl(),
  {
    ...options,
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(favouriteArtistsRequest)
  }
);}



export const getImportHistoryUrl = () => {




  return `/api/taste/history`
}

/**
 * The files are read in memory; kept are ranked artists and songs that the catalog has.
 * @summary Read a listening history, in place of the one before
 */
export const importHistory = async (importHistoryBody: ImportHistoryBody, options?: Parameters<typeof request>[1]): Promise<HistoryReport> => {
    const formData = new FormData();
importHistoryBody.files.forEach(value => formData.append(`files`, value));

  return request<HistoryReport>(getImportHistoryUrl(),
  {
    ...options,
    method: 'POST'
    ,
    body: formData
  }
);}



export const getDeleteHistoryUrl = () => {




  return `/api/taste/history`
}

/**
 * Also what lists remember of it to be made again.
 * @summary Forget the imported history
 */
export const deleteHistory = async ( options?: Parameters<typeof request>[1]): Promise<void> => {

  return request<void>(getDeleteHistoryUrl(),
  {
    ...options,
    method: 'DELETE'


  }
);}



export const getSetOpinionUrl = (trackId: string,) => {




  return `/api/opinions/${trackId}`
}

/**
 * In place of what was said before; counted from now on.
 * @summary Like a song, dislike it, or not now
 */
export const setOpinion = async (trackId: string,
    opinionRequest: OpinionRequest, options?: Parameters<typeof request>[1]): Promise<Opinion> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<Opinion>(getSetOpinionUrl(trackId),
  {
    ...options,
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(opinionRequest)
  }
);}



export const getDeleteOpinionUrl = (trackId: string,) => {




  return `/api/opinions/${trackId}`
}

/**
 * 204 as well when there was none.
 * @summary Take an opinion back
 */
export const deleteOpinion = async (trackId: string, options?: Parameters<typeof request>[1]): Promise<void> => {

  return request<void>(getDeleteOpinionUrl(trackId),
  {
    ...options,
    method: 'DELETE'


  }
);}



export const getResetOpinionsUrl = () => {




  return `/api/opinions`
}

/**
 * The next lists know nothing of them.
 * @summary Take all opinions back
 */
export const resetOpinions = async ( options?: Parameters<typeof request>[1]): Promise<void> => {

  return request<void>(getResetOpinionsUrl(),
  {
    ...options,
    method: 'DELETE'


  }
);}



export const getForgetVisitorUrl = () => {




  return `/api/visitor`
}

/**
 * At once and for good; the cookie goes too.
 * @summary Forget this visitor: lists, links, favourites, history, opinions and Spotify
 */
export const forgetVisitor = async ( options?: Parameters<typeof request>[1]): Promise<void> => {

  return request<void>(getForgetVisitorUrl(),
  {
    ...options,
    method: 'DELETE'


  }
);}



export const getListGenresUrl = () => {




  return `/api/genres`
}

/**
 * Every genre of the catalog in use with its number of tracks and its family.
 * @summary List the catalog's genres
 */
export const listGenres = async ( options?: Parameters<typeof request>[1]): Promise<GenreList> => {

  return request<GenreList>(getListGenresUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getSearchArtistsUrl = (params: SearchArtistsParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/artists?${stringifiedParams}` : `/api/artists`
}

/**
 * Best matches first; meant to be asked at every letter.
 * @summary Find artists of the catalog by a part of their name
 */
export const searchArtists = async (params: SearchArtistsParams, options?: Parameters<typeof request>[1]): Promise<ArtistList> => {

  return request<ArtistList>(getSearchArtistsUrl(params),
  {
    ...options,
    method: 'GET'


  }
);}



export const getListMoodsUrl = (params?: ListMoodsParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/moods?${stringifiedParams}` : `/api/moods`
}

/**
 * For drawing a way before there is a list.
 * @summary Where each expression lies on the mood map, and where shift leads
 */
export const listMoods = async (params?: ListMoodsParams, options?: Parameters<typeof request>[1]): Promise<MoodList> => {

  return request<MoodList>(getListMoodsUrl(params),
  {
    ...options,
    method: 'GET'


  }
);}



export const getGetOwnMusicUrl = () => {




  return `/api/own-music`
}

/**
 * Songs and genres are told to those alone who may hear them.
 * @summary Are own files set up, and may this visitor hear them?
 */
export const getOwnMusic = async ( options?: Parameters<typeof request>[1]): Promise<OwnMusic> => {

  return request<OwnMusic>(getGetOwnMusicUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getGetOwnMusicAudioUrl = (trackId: string,) => {




  return `/api/own-music/${trackId}/audio`
}

/**
 * Read from the disk as it is sent.
 * @summary Hear an own file; single ranges are answered in part
 */
export const getOwnMusicAudio = async (trackId: string, options?: Parameters<typeof request>[1]): Promise<Blob> => {

  return request<Blob>(getGetOwnMusicAudioUrl(trackId),
  {
    ...options,
    method: 'GET'


  }
);}



export const getGetSpotifyUrl = () => {




  return `/api/spotify`
}

/**
 * Calls nobody.
 * @summary Whether Spotify can be used here, and who is connected
 */
export const getSpotify = async ( options?: Parameters<typeof request>[1]): Promise<SpotifyState> => {

  return request<SpotifyState>(getGetSpotifyUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getGetAuthUrlUrl = (params?: GetAuthUrlParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/get-auth-url?${stringifiedParams}` : `/api/get-auth-url`
}

/**
 * Asks for what was granted before and what the purpose needs.
 * @summary Where to log in to Spotify and agree
 */
export const getAuthUrl = async (params?: GetAuthUrlParams, options?: Parameters<typeof request>[1]): Promise<AuthorizationUrl> => {

  return request<AuthorizationUrl>(getGetAuthUrlUrl(params),
  {
    ...options,
    method: 'GET'


  }
);}



export const getIsAuthenticatedUrl = () => {




  return `/api/is-authenticated`
}

/**
 * Calls nobody; a token whose time is over is refreshed when it is needed.
 * @summary Whether somebody is logged in to Spotify, and how long their access token is good
 */
export const isAuthenticated = async ( options?: Parameters<typeof request>[1]): Promise<Authenticated> => {

  return request<Authenticated>(getIsAuthenticatedUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getRefreshTokenUrl = () => {




  return `/api/token-refresh`
}

/**
 * One refresh at a time, however many ask; none for a token of the last seconds.
 * @summary Refresh the access token
 */
export const refreshToken = async ( options?: Parameters<typeof request>[1]): Promise<TokenExpiry> => {

  return request<TokenExpiry>(getRefreshTokenUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getGetAccessTokenUrl = () => {




  return `/api/access-token`
}

/**
 * For this page only, and only when playing here was agreed to.
 * @summary A fresh access token for Spotify's player in this page
 */
export const getAccessToken = async ( options?: Parameters<typeof request>[1]): Promise<AccessToken> => {

  return request<AccessToken>(getGetAccessTokenUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getLogOutUrl = () => {




  return `/api/logout`
}

/**
 * Says so when nobody was logged in. Other browsers of the listener are logged out as well.
 * @summary Delete the tokens and everything that Spotify told
 */
export const logOut = async ( options?: Parameters<typeof request>[1]): Promise<LoggedOut> => {

  return request<LoggedOut>(getLogOutUrl(),
  {
    ...options,
    method: 'DELETE'


  }
);}



export const getCheckAuthUrl = () => {




  return `/api/check-auth`
}

/**
 * Renews the token if need be, and what is kept of the profile; or says why Spotify refuses.
 * @summary The listener's profile as Spotify gives it now
 */
export const checkAuth = async ( options?: Parameters<typeof request>[1]): Promise<SpotifyProfile> => {

  return request<SpotifyProfile>(getCheckAuthUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getSavePlaylistUrl = () => {




  return `/api/save-playlist`
}

/**
 * Goes on where a fault stopped it; never makes a second one. 201 when it was not there.
 * @summary Save a list in the listener's Spotify account
 */
export const savePlaylist = async (savePlaylistRequest: SavePlaylistRequest, options?: Parameters<typeof request>[1]): Promise<SavedPlaylist> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<SavedPlaylist>(getSavePlaylistUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(savePlaylistRequest)
  }
);}



export const getGetCurrentlyPlayingUrl = () => {




  return `/api/currently-playing-song`
}

/**
 * Null when nothing does.
 * @summary What plays on the listener's devices
 */
export const getCurrentlyPlaying = async ( options?: Parameters<typeof request>[1]): Promise<CurrentlyPlaying> => {

  return request<CurrentlyPlaying>(getGetCurrentlyPlayingUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getListDevicesUrl = () => {




  return `/api/player/devices`
}

/**
 * Often empty.
 * @summary The listener's devices that are on
 */
export const listDevices = async ( options?: Parameters<typeof request>[1]): Promise<DeviceList> => {

  return request<DeviceList>(getListDevicesUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getPlayUrl = () => {




  return `/api/player/play`
}

/**
 * Songs that Spotify does not have are left out and named.
 * @summary Play a list, or go on
 */
export const play = async (playRequest: PlayRequest, options?: Parameters<typeof request>[1]): Promise<PlayAnswer> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<PlayAnswer>(getPlayUrl(),
  {
    ...options,
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(playRequest)
  }
);}



export const getQueueSongsUrl = () => {




  return `/api/player/queue`
}

/**
 * One call of Spotify's a song; to play a whole list, play it.
 * @summary Put songs behind what plays
 */
export const queueSongs = async (queueRequest: QueueRequest, options?: Parameters<typeof request>[1]): Promise<PlayAnswer> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<PlayAnswer>(getQueueSongsUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(queueRequest)
  }
);}



export const getSkipToNextUrl = () => {




  return `/api/player/next`
}

/**
 * Of what the device plays.
 * @summary The next song
 */
export const skipToNext = async (onDevice: OnDevice, options?: Parameters<typeof request>[1]): Promise<void> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<void>(getSkipToNextUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(onDevice)
  }
);}



export const getSkipToPreviousUrl = () => {




  return `/api/player/previous`
}

/**
 * Of what the device plays.
 * @summary The song before
 */
export const skipToPrevious = async (onDevice: OnDevice, options?: Parameters<typeof request>[1]): Promise<void> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<void>(getSkipToPreviousUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(onDevice)
  }
);}



export const getPauseUrl = () => {




  return `/api/player/pause`
}

/**
 * What is paused stays paused.
 * @summary Pause
 */
export const pause = async (onDevice: OnDevice, options?: Parameters<typeof request>[1]): Promise<void> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<void>(getPauseUrl(),
  {
    ...options,
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(onDevice)
  }
);}



export const getSeekUrl = () => {




  return `/api/player/seek`
}

/**
 * In milliseconds from its beginning.
 * @summary Go to a place in the song
 */
export const seek = async (seekRequest: SeekRequest, options?: Parameters<typeof request>[1]): Promise<void> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<void>(getSeekUrl(),
  {
    ...options,
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(seekRequest)
  }
);}



export const getSetVolumeUrl = () => {




  return `/api/player/set-volume`
}

/**
 * Some devices have a volume of their own that cannot be set.
 * @summary Set the volume
 */
export const setVolume = async (volumeRequest: VolumeRequest, options?: Parameters<typeof request>[1]): Promise<void> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<void>(getSetVolumeUrl(),
  {
    ...options,
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(volumeRequest)
  }
);}



export const getTransferPlaybackUrl = () => {




  return `/api/player/transfer-playback`
}

/**
 * The device becomes the active one.
 * @summary Play on another device
 */
export const transferPlayback = async (transferRequest: TransferRequest, options?: Parameters<typeof request>[1]): Promise<void> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return request<void>(getTransferPlaybackUrl(),
  {
    ...options,
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(transferRequest)
  }
);}



export const getGetLivenessUrl = () => {




  return `/api/health/live`
}

/**
 * Touches nothing.
 * @summary Does the process answer?
 */
export const getLiveness = async ( options?: Parameters<typeof request>[1]): Promise<Live> => {

  return request<Live>(getGetLivenessUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getGetReadinessUrl = () => {




  return `/api/health/ready`
}

/**
 * Load them if need be; a 503 names what is missing.
 * @summary Are model, catalog and targets loaded?
 */
export const getReadiness = async ( options?: Parameters<typeof request>[1]): Promise<Ready> => {

  return request<Ready>(getGetReadinessUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export const getGetStatusUrl = () => {




  return `/api/status`
}

/**
 * Null stands for a part that cannot be loaded; the log says why.
 * @summary Which model and which catalog are in use?
 */
export const getStatus = async ( options?: Parameters<typeof request>[1]): Promise<Status> => {

  return request<Status>(getGetStatusUrl(),
  {
    ...options,
    method: 'GET'


  }
);}
