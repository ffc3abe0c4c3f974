insert into drink (name, price, version) values ('tea', 2, 0), ('latte', 3, 0);
insert into guest (id, name) values (1, 'ada');
