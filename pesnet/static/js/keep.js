// Keeps what is typed into a form: some seconds after typing stops, and when the page is left. Says so beside the form.
const form = document.querySelector("form[data-keep]");
if (form) {
  const told = document.getElementById("kept");
  let timer = 0;
  let isChanged = false;
  let isSending = false;

  const say = (text) => {
    if (told.textContent !== text) told.textContent = text;
  };

  const goOn = (answer) => {
    say(answer.said);
    if (form.dataset.keep !== answer.keep) {
      form.dataset.keep = answer.keep;
      form.action = answer.edit;
      form.elements.version.value = answer.version;
      history.replaceState(null, "", answer.edit);
    }
  };

  const send = async (isLeaving) => {
    if (!isChanged || (isSending && !isLeaving)) return;
    isChanged = false;
    isSending = true;
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: isLeaving, redirect: "manual",
      });
      if (answer.status === 401 || answer.status === 400) say(form.dataset.lapsed);
      else if (answer.ok) goOn(await answer.json());
      else if (answer.status === 409) say((await answer.json()).said);
      else say(form.dataset.failed);
    } catch {
      isChanged = true;
      say(form.dataset.failed);
    }
    isSending = false;
    if (isChanged) wait();
  };

  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => send(false), Number(form.dataset.pause));
  };

  form.addEventListener("input", () => {
    isChanged = true;
    wait();
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    isChanged = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send(true);
  });
}
