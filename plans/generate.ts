import type { SeatPlan } from '../server/domain/seat-plan.ts'
import { arena } from './arena.ts'
import { chamberHall } from './chamber-hall.ts'
import { grandTheatre } from './grand-theatre.ts'
import { jazzCellar } from './jazz-cellar.ts'
import { workshopRoom } from './workshop-room.ts'

/** The sample plans, by the name of their file without `.json`. */
export const samplePlans: Record<string, () => SeatPlan> = {
  'grand-theatre': grandTheatre,
  arena,
  'chamber-hall': chamberHall,
  'jazz-cellar': jazzCellar,
  'workshop-room': workshopRoom,
}
