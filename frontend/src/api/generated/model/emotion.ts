/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * The seven basic expressions in FER2013's order (its labels 0 to 6).
 */
export type Emotion = typeof Emotion[keyof typeof Emotion];


export const Emotion = {
  angry: 'angry',
  disgust: 'disgust',
  fear: 'fear',
  happy: 'happy',
  sad: 'sad',
  surprise: 'surprise',
  neutral: 'neutral',
} as const;
