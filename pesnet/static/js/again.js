// Looks at the page again after as many seconds as its mark says, so that nobody has to ask whether a task is done.
const mark = document.querySelector("[data-again]");
if (mark) {
  setTimeout(() => location.reload(), Number(mark.dataset.again) * 1000);
}
