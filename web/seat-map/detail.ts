/**
 * How much of a seat is drawn, by its radius on the screen in CSS pixels. Far away a seat is a point of
 * light; nearer it is a disc with its state drawn into it; near it is a chair that faces the stage.
 */
export type Detail = 'point' | 'disc' | 'chair'

const DISC_RADIUS = 2.7
const CHAIR_RADIUS = 6.5
/** From here on numbers can be read. */
const NUMBER_RADIUS = 8.5
/** From here on the names of rows can be read. */
const ROW_RADIUS = 5
/** Names of zones stand over the seats until seats can be told apart. */
const ZONE_NAMES_FADE = [4.2, 6] as const

/** A finger cannot choose among seats smaller than this; it brings them nearer instead. A mouse can point better. */
export const TOUCH_RADIUS = 7
export const MOUSE_RADIUS = 4
/** What a tap from afar zooms to. */
export const COMFORTABLE_RADIUS = 12.5
/** As near as the map goes. */
export const LARGEST_RADIUS = 24

export const detailAt = (radius: number): Detail =>
  radius < DISC_RADIUS ? 'point' : radius < CHAIR_RADIUS ? 'disc' : 'chair'

export const showsNumbers = (radius: number): boolean => radius >= NUMBER_RADIUS
export const showsRows = (radius: number): boolean => radius >= ROW_RADIUS

/** 1 while zone names show, 0 when they are gone. */
export function zoneNameAlpha(radius: number): number {
  const [from, to] = ZONE_NAMES_FADE
  return Math.min(1, Math.max(0, (to - radius) / (to - from)))
}
