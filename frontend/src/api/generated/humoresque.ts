/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type {
  GenreList,
  GetEmotionFromPhotoBody,
  Live,
  PhotoReading,
  Playlist,
  PlaylistRequest,
  Ready,
  Status
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
 * Choose and save; the same seed, wishes and catalog give the same songs.
 * @summary Recommend songs for an emotion and save them as a playlist
 */
export const createPlaylist = async (playlistRequest: PlaylistRequest, options?: Parameters<typeof request>[1]): Promise<Playlist> => {

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
return request<Playlist>(getCreatePlaylistUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(playlistRequest)
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



export const getListGenresUrl = () => {




  return `/api/genres`
}

/**
 * Every genre of the catalog in use with its number of tracks, sorted by name.
 * @summary List the catalog's genres
 */
export const listGenres = async ( options?: Parameters<typeof request>[1]): Promise<GenreList> => {

  return request<GenreList>(getListGenresUrl(),
  {
    ...options,
    method: 'GET'


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
