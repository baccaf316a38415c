/* The timeline's filters, and folded entries where a browser does not open them itself.
   Without this script every entry is there: the pages are whole, and the form stays hidden. */
(() => {
  const folds = () => [...document.querySelectorAll("details.d-more-events")]

  /* An address that names an entry opens what it is folded in; printing opens all. */
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    const fold = target && target.closest("details.d-more-events:not([open])")
    if (fold) {
      fold.open = true
      target.scrollIntoView()
    }
  }
  let closed = []
  addEventListener("beforeprint", () => {
    closed = folds().filter(fold => !fold.open)
    closed.forEach(fold => { fold.open = true })
  })
  addEventListener("afterprint", () => closed.forEach(fold => { fold.open = false }))
  addEventListener("hashchange", reveal)

  const form = document.querySelector("form.d-filter")
  const entries = form ? [...document.querySelectorAll(".d-event")] : []
  const sections = form ? [...document.querySelectorAll(".d-stretch")] : []
  let opened = []

  const has = (entry, select) => !select.value || (entry.dataset[select.name] || "").split(" ").includes(select.value)

  const apply = () => {
    const chosen = [...form.querySelectorAll("select")].filter(select => select.value)
    entries.forEach(entry => { entry.hidden = !chosen.every(select => has(entry, select)) })
    sections.forEach(section => { section.hidden = !section.querySelector(".d-event:not([hidden])") })
    opened.forEach(fold => { fold.open = false })
    opened = chosen.length ? folds().filter(fold => !fold.open && fold.querySelector(".d-event:not([hidden])")) : []
    opened.forEach(fold => { fold.open = true })
    const count = entries.filter(entry => !entry.hidden).length
    const number = new Intl.NumberFormat(document.documentElement.lang)
    form.querySelector("output").value = !chosen.length ? ""
      : count ? `${number.format(count)} / ${number.format(entries.length)}` : form.dataset.none
  }

  if (form) {
    form.hidden = false
    form.addEventListener("change", apply)
    form.addEventListener("submit", event => event.preventDefault())
    apply() // a browser that goes back keeps what was chosen
  }
  reveal()
})()
