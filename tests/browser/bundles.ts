// Whole and rightly sealed bundles that the app did not write.
import { createHash } from 'node:crypto'

// RFC 8785 for what a bundle holds: texts, whole numbers, no exotic names.
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}

type Bundle = any

/** The bundle in `text`, changed and sealed anew. */
export function altered(text: string, change: (bundle: Bundle) => void): Buffer {
  const bundle = JSON.parse(text)
  change(bundle)
  delete bundle.integrity
  const digest = createHash('sha256').update(canonical(bundle)).digest('hex')
  bundle.integrity = { algorithm: 'SHA-256', digest }
  return Buffer.from(canonical(bundle))
}

/** The bundle in `text` with so many long evidence items that it cannot be stored. */
export function makeLarge(text: string): Buffer {
  return altered(text, ({ assessment }) => {
    const [item] = Object.values<Record<string, unknown>>(assessment.evidence)
    for (let count = 0; count < 300; count++) {
      assessment.evidence[`large-${count}`] = { ...item, location: 'x'.repeat(20_000) }
    }
  })
}
