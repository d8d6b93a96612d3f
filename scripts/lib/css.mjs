// node css.mjs main.css out.css: one style sheet out of main.css and all it imports.
import { writeFileSync } from 'node:fs'
import { bundle } from 'lightningcss'

const [source, target] = process.argv.slice(2)
const { code, warnings } = bundle({ filename: source, minify: true })
for (const { message, loc } of warnings) console.error(`${loc.filename}:${loc.line}: ${message}`)
// A warning is a rule that a browser would drop in silence.
if (warnings.length > 0) process.exit(1)
writeFileSync(target, code)
