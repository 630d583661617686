/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export * from './box';
export * from './catalogStatus';
export * from './catalogSummary';
export * from './emotion';
export * from './faceReading';
export * from './genre';
export * from './genreList';
export * from './getEmotionFromPhotoBody';
export * from './imageSize';
export * from './landmarks';
export * from './live';
export * from './mode';
export * from './modelName';
export * from './modelStatus';
export * from './personalizationLevel';
export * from './photoReading';
export * from './playlist';
export * from './playlistRequest';
export * from './playlistTrack';
export * from './point';
export * from './popularityLevel';
export * from './probabilities';
export * from './problem';
export * from './problemError';
export * from './ready';
export * from './status';
export * from './trackFeatures';
