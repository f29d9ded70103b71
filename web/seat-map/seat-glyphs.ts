/** Marks drawn on seats, in a square from −1 to 1 about the seat's centre. The caller sets colours and line width. */

export function check(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.beginPath()
  pen.moveTo(x - 0.42 * r, y + 0.02 * r)
  pen.lineTo(x - 0.1 * r, y + 0.34 * r)
  pen.lineTo(x + 0.46 * r, y - 0.34 * r)
  pen.stroke()
}

/** A clock at five to: kept for me, while the time runs. */
export function clock(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.beginPath()
  pen.arc(x, y, 0.56 * r, 0, 2 * Math.PI)
  pen.moveTo(x, y - 0.34 * r)
  pen.lineTo(x, y)
  pen.lineTo(x + 0.26 * r, y + 0.14 * r)
  pen.stroke()
}

export function star(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.beginPath()
  for (let i = 0; i < 10; i += 1) {
    const reach = i % 2 === 0 ? 0.68 * r : 0.29 * r
    const angle = (i / 10) * 2 * Math.PI - Math.PI / 2
    pen.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle))
  }
  pen.closePath()
  pen.fill()
}

export function cross(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.beginPath()
  pen.moveTo(x - r, y - r)
  pen.lineTo(x + r, y + r)
  pen.moveTo(x + r, y - r)
  pen.lineTo(x - r, y + r)
  pen.stroke()
}

export function dash(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.beginPath()
  pen.moveTo(x - r, y)
  pen.lineTo(x + r, y)
  pen.stroke()
}

/** The wheelchair: head, back, seat, leg, wheel. */
export function wheelchair(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.beginPath()
  pen.arc(x - 0.14 * r, y - 0.6 * r, 0.13 * r, 0, 2 * Math.PI)
  pen.fill()
  pen.beginPath()
  pen.moveTo(x - 0.12 * r, y - 0.34 * r)
  pen.lineTo(x - 0.06 * r, y + 0.12 * r)
  pen.lineTo(x + 0.28 * r, y + 0.12 * r)
  pen.lineTo(x + 0.46 * r, y + 0.56 * r)
  pen.moveTo(x - 0.08 * r, y - 0.14 * r)
  pen.lineTo(x + 0.22 * r, y - 0.14 * r)
  pen.stroke()
  pen.beginPath()
  pen.arc(x - 0.1 * r, y + 0.26 * r, 0.38 * r, -2.2, 0.9, true)
  pen.stroke()
}
