/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Point } from './point';

/**
 * Six points of a face. Left and right are the person's own.
 */
export interface Landmarks {
  right_eye: Point;
  left_eye: Point;
  nose_tip: Point;
  mouth_center: Point;
  right_ear: Point;
  left_ear: Point;
}
