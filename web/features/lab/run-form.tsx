import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { labRunLimits } from '../../../contract/lab-run-limits.ts'
import type { LabPattern } from '../../../contract/shapes/lab.ts'
import type { LabPlan, LabRun, LabRunList, NewLabRun } from '../../../contract/shapes/lab-runs.ts'
import { uniqueKey } from '../../api/attempt.ts'
import { api } from '../../api/client.ts'
import { unwrap } from '../../api/failure.ts'
import { labRunQuery, labRunsQuery } from '../../api/lab.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { formatCount } from '../../format/counts.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { Switch } from '../../ui/switch.tsx'
import { CrowdFields } from './crowd-fields.tsx'
import { Slider } from './slider.tsx'
import { mostBuyers, readBuyers, readSeed, toRun, type Wish } from './wish.ts'

interface RunFormProps {
  first: Wish
  list: Pick<LabRunList, 'plans' | 'takesPayments' | 'busy'>
  onStarted: (run: LabRun) => void
}

const SECONDS_SHOWN = 60

/** Everything that a run can be asked for, with an answer to each that works. */
export function RunForm({ first, list, onStarted }: RunFormProps) {
  const texts = useTexts()
  const lab = useLabTexts()
  const t = lab.form
  const client = useQueryClient()
  const [wish, setWish] = useState(first)
  const [asked, setAsked] = useState(false)
  const change = (part: Partial<Wish>) => setWish((before) => ({ ...before, ...part }))
  const { takesPayments, plans, busy } = list
  const start = useMutation({
    mutationFn: async (run: NewLabRun) =>
      unwrap(await api.startLabRun({ body: run }, { idempotencyKey: uniqueKey() })),
    onSuccess: (run) => {
      client.setQueryData(labRunQuery(run.id).queryKey, run)
      onStarted(run)
    },
    onSettled: () => client.invalidateQueries({ queryKey: labRunsQuery.queryKey }),
  })
  const buyers = readBuyers(wish)
  const seed = readSeed(wish)
  const places =
    wish.house === 'small' ? wish.seats : (plans.find(({ plan }) => plan === wish.plan)?.places ?? 0)
  const between = (lowest: number, highest: number) => t.between(lowest, highest)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const run = toRun(wish, takesPayments)
    if (run !== null && !start.isPending) start.mutate(run)
  }

  return (
    <form onSubmit={submit} noValidate className="panel grid grid-cols-1 gap-7 p-6 max-[24rem]:p-4 sm:p-8">
      <h2 className="text-heading font-bold">{t.title}</h2>
      <fieldset className="grid grid-cols-1 gap-4">
        <legend className="mb-2 text-[0.9375rem] font-medium">{t.house}</legend>
        <Segmented
          label={t.house}
          value={wish.house}
          options={[
            { value: 'small', label: t.kinds.small },
            { value: 'plan', label: t.kinds.plan },
          ]}
          onChange={(house) => change({ house })}
        />
        <div className="flex min-h-17 flex-col justify-center">
          {wish.house === 'small' ? (
            <Slider
              label={t.seats}
              min={1}
              max={labRunLimits.seats}
              value={wish.seats}
              shown={formatCount(wish.seats)}
              onChange={(seats) => change({ seats })}
            />
          ) : (
            <Select
              label={t.plan}
              value={wish.plan}
              onChange={({ target }) => change({ plan: target.value as LabPlan })}
            >
              {plans.map(({ plan, places }) => (
                <option key={plan} value={plan}>
                  {t.planPlaces(t.plans[plan], places)}
                </option>
              ))}
            </Select>
          )}
        </div>
      </fieldset>

      <div className="grid gap-3">
        {wish.many ? (
          <Field
            label={t.buyers}
            inputMode="numeric"
            autoComplete="off"
            value={wish.buyers}
            hint={between(labRunLimits.fewestBuyers, mostBuyers(wish))}
            error={buyers === null ? between(labRunLimits.fewestBuyers, mostBuyers(wish)) : null}
            onChange={({ target }) => change({ buyers: target.value })}
          />
        ) : (
          <Slider
            label={t.buyers}
            min={labRunLimits.fewestBuyers}
            max={labRunLimits.usualBuyers}
            step={10}
            value={buyers ?? labRunLimits.usualBuyers}
            shown={formatCount(buyers ?? labRunLimits.usualBuyers)}
            onChange={(value) => change({ buyers: String(value) })}
          />
        )}
        <Switch
          label={t.more}
          hint={t.moreHint}
          checked={wish.many}
          onChange={(many) =>
            change({ many, buyers: String(many ? 2_000 : labRunLimits.usualBuyers), seconds: many ? 30 : 5 })
          }
        />
        {wish.many ? (
          <Notice tone="warn" title={t.warning.title}>
            {t.warning.text}
          </Notice>
        ) : null}
      </div>

      <fieldset className="grid grid-cols-1 gap-3">
        <legend className="mb-2 text-[0.9375rem] font-medium">{t.arrival}</legend>
        <Segmented
          label={t.arrival}
          value={wish.pattern}
          options={(Object.entries(t.patterns) as [LabPattern, string][]).map(([value, label]) => ({
            value,
            label,
          }))}
          onChange={(pattern) => change({ pattern })}
        />
        <Slider
          label={t.seconds}
          min={0}
          max={SECONDS_SHOWN}
          value={Math.min(wish.seconds, SECONDS_SHOWN)}
          shown={t.secondsValue(wish.seconds)}
          onChange={(seconds) => change({ seconds })}
        />
      </fieldset>

      <CrowdFields wish={wish} takesPayments={takesPayments} onChange={change}>
        <Field
          label={t.seed}
          inputMode="numeric"
          autoComplete="off"
          value={wish.seed}
          hint={t.seedHint}
          error={seed === null ? between(0, labRunLimits.seed) : null}
          onChange={({ target }) => change({ seed: target.value })}
          className="mt-6 max-w-sm"
        />
      </CrowdFields>

      <Stepper
        label={t.party}
        min={1}
        max={labRunLimits.party}
        value={wish.party}
        onChange={(party) => change({ party })}
      />

      <div className="grid gap-4 border-t border-line pt-6">
        <p className="tabular min-h-[3.25em] max-w-[52ch] leading-relaxed text-ink-soft">
          {t.promise(buyers ?? 0, places)}
        </p>
        {start.isError ? (
          <Notice tone="bad" urgent title={textOf(start.error).title}>
            {textOf(start.error).text}
          </Notice>
        ) : busy ? (
          <Notice>{t.busy}</Notice>
        ) : asked && toRun(wish, takesPayments) === null ? (
          <Notice tone="bad" urgent>
            {texts.refusals.invalid.text}
          </Notice>
        ) : null}
        <Button
          type="submit"
          size="l"
          busy={start.isPending}
          icon={<Play aria-hidden="true" className="size-5" />}
          className="justify-self-start max-sm:w-full"
        >
          {t.start}
        </Button>
      </div>
    </form>
  )
}
