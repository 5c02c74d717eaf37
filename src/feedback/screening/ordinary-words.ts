/** Names that people write as ordinary words, in English and Spanish: only such as a remark about a page may well hold. */
const ORDINARY: ReadonlySet<string> = new Set(
  [
    'april art august bank banks bell best bill black blue bright brown bush call can care case chance chase church close',
    'cold cook cross day days don drew early east english faith fast field fields fine forest free french friend gene good',
    'grace grant gray green guy hall hand hard head heart hill home hope house hunt joy july june just key king lake lane',
    'law light little long love low major man mark marks may moon more new nice noble north old page park penny pleasant',
    'post power powers price ray read reading rich right river rose short small smart south spring star still stone',
    'street strong sue summer sun sunday swift temple true walker ward waters way west white wild will wills winter wise',
    'won wood woods young',
    'abril alta angel amor bella blanca blanco bravo buena bueno calle campo campos caro casa cielo clara consuelo cortes',
    'delgado dolores domingo esperanza flor flores fuente fuentes gracia grande guerra julio justo leal linda llamas luz',
    'mar marina mayor mercado milagros monte nieves paz plaza prado primo real remedios rey rico salud santos socorro sol',
    'soledad valle verde vista',
  ]
    .join(' ')
    .split(' '),
);

/** Initials, and names such as Jo, An or So. */
const SHORT = 2;

/** Whether a name is written as an ordinary word so often that by itself it says nothing. */
export function isOrdinaryWord(name: string): boolean {
  return name.length <= SHORT || ORDINARY.has(name);
}

/** Words that are written with a capital wherever they stand. */
export const ALWAYS_CAPITAL: ReadonlySet<string> = new Set(
  'i va us id ed er tv april may june july august sunday english french'.split(' '),
);

/** Words inside names that say nothing by themselves. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'da das de del den der di do dos du e el la las le los ten ter van vom von y zu'.split(' '),
);
