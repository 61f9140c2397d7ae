localStorage.setItem('seen', '1');
navigator.sendBeacon('/log');
