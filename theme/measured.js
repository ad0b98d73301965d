// What the pages need beyond CSS. Each part works alone; without scripts every page still reads (see measured.css).
'use strict';

// Python, Rust or both: one choice for every pair, remembered from page to page. CSS does the hiding, by html[data-pair];
// until the reader chooses, by the room there is. So what is shown is asked of the page, not kept here a second time.
(function pairs() {
    const KEY = 'measured-pair';
    const names = { python: 'Python', rust: 'Rust', both: 'Both' };
    const root = document.documentElement;
    const groups = [];

    const visible = code => getComputedStyle(code.parentElement).display !== 'none';
    const shown = pair => !visible(pair.querySelector('.language-python')) ? 'rust'
        : !visible(pair.querySelector('.language-rust')) ? 'python' : 'both';
    const update = () => {
        for (const { group, pair } of groups) {
            const now = shown(pair);
            group.querySelectorAll('button').forEach(button => {
                button.setAttribute('aria-pressed', button.value === now);
            });
        }
    };
    const choose = event => {
        // Pairs further up change their height too: keep the button where the reader pressed it.
        const before = event.currentTarget.getBoundingClientRect().top;
        root.dataset.pair = event.currentTarget.value;
        try {
            localStorage.setItem(KEY, root.dataset.pair);
        } catch { /* not remembered, that is all */ }
        update();
        window.scrollBy({ top: event.currentTarget.getBoundingClientRect().top - before, behavior: 'instant' });
    };

    for (const pair of document.querySelectorAll('.pair:not(.outputs)')) {
        if (!pair.querySelector('.language-python') || !pair.querySelector('.language-rust')) {
            continue;
        }
        const group = document.createElement('div');
        group.className = 'chooser';
        group.setAttribute('role', 'group');
        group.setAttribute('aria-label', 'Language of the listings');
        for (const [value, name] of Object.entries(names)) {
            const button = document.createElement('button');
            button.type = 'button';
            button.value = value;
            button.textContent = name;
            button.addEventListener('click', choose);
            group.append(button);
        }
        pair.before(group);
        groups.push({ group, pair });
    }
    if (groups.length > 0) {
        new ResizeObserver(update).observe(document.querySelector('main'));
        update();
    }
})();

// What scrolls sideways has to be reached and moved with the keyboard.
(function scrollers() {
    const SCROLLERS = 'pre > code, .table-wrapper, figure.chart, figure.timeline, figure.diagram';
    const watch = new ResizeObserver(entries => {
        for (const { target } of entries) {
            if (target.scrollWidth > target.clientWidth + 1) {
                target.tabIndex = 0;
                target.setAttribute('role', 'group');
                target.setAttribute('aria-label', 'Scrolls sideways');
            } else {
                ['tabindex', 'role', 'aria-label'].forEach(name => target.removeAttribute(name));
            }
        }
    });
    const main = document.querySelector('main');
    main.querySelectorAll(SCROLLERS).forEach(element => watch.observe(element));
    // mdBook turns the page on the arrow keys, also for someone who is scrolling a listing.
    main.addEventListener('keydown', event => {
        if (event.key.startsWith('Arrow') && event.target.matches(SCROLLERS)) {
            event.stopPropagation();
        }
    });
})();

// The commands in a caption can be copied. ClipboardJS comes with mdBook and works from file:// too.
(function commands() {
    for (const code of document.querySelectorAll('figcaption code')) {
        if (!/^(cargo|python3|\.\/|code\/)/.test(code.textContent)) {
            continue;
        }
        const chip = document.createElement('span');
        chip.className = 'command';
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'copy';
        button.setAttribute('aria-label', 'Copy ' + code.textContent);
        // The sentence first, then the commands in a row of their own.
        const caption = code.closest('figcaption');
        let row = caption.querySelector('.commands');
        if (row === null) {
            row = document.createElement('div');
            row.className = 'commands';
            caption.append(row);
        }
        chip.append(code, button);
        row.append(chip);
    }
    new ClipboardJS('.command > .copy', { text: button => button.previousSibling.textContent }).on('success', event => {
        event.trigger.classList.add('copied');
        setTimeout(() => event.trigger.classList.remove('copied'), 1500);
    });
})();

// The menu: mdBook's toggle is a label for a checkbox. CSS lets the keyboard reach the checkbox; this adds what a button has.
(function menu() {
    const box = document.getElementById('mdbook-sidebar-toggle-anchor');
    const sidebar = document.getElementById('mdbook-sidebar');
    const tell = () => box.setAttribute('aria-expanded', box.checked);
    box.setAttribute('aria-label', 'Table of contents');
    box.setAttribute('aria-controls', sidebar.id);
    tell();
    // book.js hides the closed sidebar with display and shows it again only for the label; click comes before change.
    box.addEventListener('click', () => { sidebar.style.display = ''; });
    box.addEventListener('change', tell);
    box.addEventListener('keydown', event => {
        if (event.key === 'Enter') {
            box.click();
        }
    });
    for (const element of [box, sidebar]) {
        element.addEventListener('keydown', event => {
            if (event.key === 'Escape' && box.checked) {
                box.click();
                box.focus();
            }
        });
    }

    // The skip link moves the focus, not only the view (and on 404.html, which has a <base>, it stays on the page).
    const content = document.getElementById('mdbook-content');
    content.tabIndex = -1;
    document.getElementById('skip-link').addEventListener('click', event => {
        event.preventDefault();
        content.focus();
        content.scrollIntoView();
    });

    // Escape closes the search (searcher.js); put the focus back where it came from.
    const search = document.getElementById('mdbook-search-toggle');
    document.getElementById('mdbook-searchbar')?.setAttribute('aria-label', 'Search this book');
    document.getElementById('mdbook-search-wrapper')?.addEventListener('keydown', event => {
        if (event.key === 'Escape') {
            setTimeout(() => search.focus());
        }
    });

    // The arrows at the foot of the page say which chapter they lead to.
    for (const link of document.querySelectorAll('.mobile-nav-chapters')) {
        const entry = Array.from(sidebar.querySelectorAll('a[href]')).find(a => a.href === link.href);
        if (entry) {
            link.dataset.chapter = Array.from(entry.childNodes, node => node.nodeName === 'STRONG' ? '' : node.textContent).join('').trim();
        }
    }
})();

// On paper every answer is open.
(function paper() {
    let closed = [];
    window.addEventListener('beforeprint', () => {
        closed = Array.from(document.querySelectorAll('details:not([open])'));
        closed.forEach(details => { details.open = true; });
    });
    window.addEventListener('afterprint', () => closed.forEach(details => { details.open = false; }));
})();
